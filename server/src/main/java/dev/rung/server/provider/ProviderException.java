package dev.rung.server.provider;

import dev.rung.server.generate.Usage;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A provider's failure. The message is safe to show: it holds no key, no prompt and no answer, and
 * at most a short, cleaned excerpt of what the provider said.
 */
public final class ProviderException extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final int status;
  private final transient Optional<Duration> retryAfter;
  private final transient Optional<Usage> usage;
  private final boolean unreachable;

  private ProviderException(
      FailureKind kind,
      String message,
      int status,
      Optional<Duration> retryAfter,
      Optional<Usage> usage,
      boolean unreachable) {
    super(message);
    this.kind = kind;
    this.status = status;
    this.retryAfter = retryAfter;
    this.usage = usage;
    this.unreachable = unreachable;
  }

  public static ProviderException of(FailureKind kind, String message) {
    return new ProviderException(kind, message, 0, Optional.empty(), Optional.empty(), false);
  }

  /** No connection came about: no other model can be had at that address either. */
  public static ProviderException unreachable(String message) {
    return new ProviderException(
        FailureKind.UNAVAILABLE, message, 0, Optional.empty(), Optional.empty(), true);
  }

  /** The same, answered with this HTTP status. */
  public ProviderException withStatus(int httpStatus) {
    return new ProviderException(kind, text(), httpStatus, retryAfter, usage, unreachable);
  }

  /** The same, with the wait that the provider asked for. */
  public ProviderException withRetryAfter(Duration wait) {
    return new ProviderException(kind, text(), status, Optional.of(wait), usage, unreachable);
  }

  /** The same, with what was used up before it failed. */
  public ProviderException withUsage(Usage used) {
    return new ProviderException(kind, text(), status, retryAfter, Optional.of(used), unreachable);
  }

  public FailureKind kind() {
    return kind;
  }

  /** Whether no connection to the provider's address came about. */
  public boolean isUnreachable() {
    return unreachable;
  }

  /** The HTTP status, where there was one. */
  public OptionalInt status() {
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** What the provider said it counted before it failed. */
  public Optional<Usage> usage() {
    return usage;
  }

  /** The message; never null here. */
  public String text() {
    String message = getMessage();
    return message == null ? kind.name() : message;
  }
}
