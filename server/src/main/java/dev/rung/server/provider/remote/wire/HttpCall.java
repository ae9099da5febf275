package dev.rung.server.provider.remote.wire;

import dev.rung.server.generate.Deadline;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One request.
 *
 * @param body present for POST, absent for GET
 * @param firstOutput by when output must have begun; at most {@code deadline}
 * @param deadline by when the whole response must have been read
 */
public record HttpCall(
    URI uri,
    List<HttpHeader> headers,
    Optional<RequestBody> body,
    Deadline firstOutput,
    Deadline deadline) {

  /** A GET that must be over by then. */
  public static HttpCall get(URI uri, List<HttpHeader> headers, Deadline deadline) {
    return new HttpCall(uri, headers, Optional.empty(), deadline, deadline);
  }

  @Override
  public String toString() {
    return "HttpCall[" + uri + "]";
  }
}
