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
  private final transient Optional<Boolean> repeat;
  private final Connection connection;

  /** What became of the connection to the provider. */
  private enum Connection {
    USUAL,
    /** None came about. */
    NONE,
    /** It broke after the request was sent. */
    LOST
  }

  private ProviderException(
      FailureKind kind,
      String message,
      int status,
      Optional<Duration> retryAfter,
      Optional<Usage> usage,
      Optional<Boolean> repeat,
      Connection connection) {
    super(message);
    this.kind = kind;
    this.status = status;
    this.retryAfter = retryAfter;
    this.usage = usage;
    this.repeat = repeat;
    this.connection = connection;
  }

  private static ProviderException first(FailureKind kind, String message, Connection connection) {
    return new ProviderException(
        kind, message, 0, Optional.empty(), Optional.empty(), Optional.empty(), connection);
  }

  public static ProviderException of(FailureKind kind, String message) {
    return first(kind, message, Connection.USUAL);
  }

  /** No connection came about: no other model can be had at that address either. */
  public static ProviderException unreachable(String message) {
    return first(FailureKind.UNAVAILABLE, message, Connection.NONE);
  }

  /** The connection broke after the request was sent: it may have been answered, and be billed. */
  public static ProviderException lost(String message) {
    return first(FailureKind.UNAVAILABLE, message, Connection.LOST);
  }

  /** The same, answered with this HTTP status. */
  public ProviderException withStatus(int httpStatus) {
    return new ProviderException(kind, text(), httpStatus, retryAfter, usage, repeat, connection);
  }

  /** The same, with the wait that the provider asked for. */
  public ProviderException withRetryAfter(Duration wait) {
    return new ProviderException(
        kind, text(), status, Optional.of(wait), usage, repeat, connection);
  }

  /** The same, with what was used up before it failed. */
  public ProviderException withUsage(Usage used) {
    return new ProviderException(
        kind, text(), status, retryAfter, Optional.of(used), repeat, connection);
  }

  /** The same, of which the provider said whether the same call is worth making once more. */
  public ProviderException withRepeat(boolean worthIt) {
    return new ProviderException(
        kind, text(), status, retryAfter, usage, Optional.of(worthIt), connection);
  }

  public FailureKind kind() {
    return kind;
  }

  /** Whether no connection to the provider's address came about. */
  public boolean isUnreachable() {
    return connection == Connection.NONE;
  }

  /** Whether the connection broke after the request was sent. */
  public boolean isLost() {
    return connection == Connection.LOST;
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

  /**
   * Whether the same call may be made once more, where the provider said so; empty where its kind
   * decides.
   */
  public Optional<Boolean> repeat() {
    return repeat;
  }

  /** The message; never null here. */
  public String text() {
    String message = getMessage();
    return message == null ? kind.name() : message;
  }
}
