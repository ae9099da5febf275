package dev.rung.server.provider.remote.wire;

import java.io.IOException;

/**
 * A part of a request has no form in a provider's dialect. The message, a sentence without its full
 * stop, says which and what it must be; it holds nothing of the request.
 */
public final class UnfitException extends IOException {
  private static final long serialVersionUID = 1L;

  private static final String SCHEMA = "a schema in the request must be valid JSON";

  public UnfitException(String message) {
    super(message);
  }

  /** What a caller is told where a request could not be written: anything else is a schema. */
  public static String why(IOException failure) {
    return failure instanceof UnfitException ? String.valueOf(failure.getMessage()) : SCHEMA;
  }
}
