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
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final FailureKind kind;
  private final Connection connection;
  private final transient Told told;

  /** What became of the connection to the provider. */
  private enum Connection {
    USUAL,
    /** None came about. */
    NONE,
    /** Nothing of the request was sent before it was given up. */
    UNUSED,
    /** It broke after the request was sent. */
    LOST
  }

  /** What is known of the failure beside its kind. */
  private record Told(
      int status,
      Optional<Duration> retryAfter,
      Optional<Usage> usage,
      Optional<Boolean> repeat,
      long unread) {
    static final Told NOTHING =
        new Told(0, Optional.empty(), Optional.empty(), Optional.empty(), 0);
  }

  private ProviderException(FailureKind kind, String message, Connection connection, Told told) {
    super(message);
    this.kind = kind;
    this.connection = connection;
    this.told = told;
  }

  public static ProviderException of(FailureKind kind, String message) {
    return new ProviderException(kind, message, Connection.USUAL, Told.NOTHING);
  }

  /** No connection came about: no other model can be had at that address either. */
  public static ProviderException unreachable(String message) {
    return new ProviderException(FailureKind.UNAVAILABLE, message, Connection.NONE, Told.NOTHING);
  }

  /** The connection broke after the request was sent: it may have been answered, and be billed. */
  public static ProviderException lost(String message) {
    return new ProviderException(FailureKind.UNAVAILABLE, message, Connection.LOST, Told.NOTHING);
  }

  /** The same, given up before anything of the request was sent. */
  public ProviderException unsent() {
    return new ProviderException(kind, text(), Connection.UNUSED, told);
  }

  /** The same, of a call of which an earlier request was sent. */
  public ProviderException afterSending() {
    return isUnsent() ? new ProviderException(kind, text(), Connection.USUAL, told) : this;
  }

  private ProviderException with(Told now) {
    return new ProviderException(kind, text(), connection, now);
  }

  /** The same, answered with this HTTP status. */
  public ProviderException withStatus(int httpStatus) {
    return with(new Told(httpStatus, told.retryAfter, told.usage, told.repeat, told.unread));
  }

  /** The same, with the wait that the provider asked for. */
  public ProviderException withRetryAfter(Duration wait) {
    return with(new Told(told.status, Optional.of(wait), told.usage, told.repeat, told.unread));
  }

  /** The same, with what was used up before it failed. */
  public ProviderException withUsage(Usage used) {
    return with(
        new Told(told.status, told.retryAfter, Optional.of(used), told.repeat, told.unread));
  }

  /** The same, of which the provider said whether the same call is worth making once more. */
  public ProviderException withRepeat(boolean worthIt) {
    return with(
        new Told(told.status, told.retryAfter, told.usage, Optional.of(worthIt), told.unread));
  }

  /**
   * The same, of an answer in one piece that broke or could not be read: its provider had made it
   * when it began to send it.
   *
   * @param bytes of it that came, or that its head announced where those are more
   */
  public ProviderException withUnread(long bytes) {
    return with(new Told(told.status, told.retryAfter, told.usage, told.repeat, bytes));
  }

  public FailureKind kind() {
    return kind;
  }

  /** Whether no connection to the provider's address came about. */
  public boolean isUnreachable() {
    return connection == Connection.NONE;
  }

  /** Whether nothing of the request was sent, so that it cannot be billed. */
  public boolean isUnsent() {
    return connection == Connection.NONE || connection == Connection.UNUSED;
  }

  /** Whether the connection broke after the request was sent. */
  public boolean isLost() {
    return connection == Connection.LOST;
  }

  /** The HTTP status, where there was one. */
  public OptionalInt status() {
    return told.status == 0 ? OptionalInt.empty() : OptionalInt.of(told.status);
  }

  /** Whether the provider has no such model, or nothing at all, where it was asked. */
  public boolean isNotThere() {
    return told.status == NOT_FOUND || told.status == GONE;
  }

  public Optional<Duration> retryAfter() {
    return told.retryAfter;
  }

  /** What the provider said it counted before it failed. */
  public Optional<Usage> usage() {
    return told.usage;
  }

  /**
   * Whether the same call may be made once more, where the provider said so; empty where its kind
   * decides.
   */
  public Optional<Boolean> repeat() {
    return told.repeat;
  }

  /** Bytes of an answer in one piece that nobody could read; 0 where none had begun. */
  public long unread() {
    return told.unread;
  }

  /** The message; never null here. */
  public String text() {
    String message = getMessage();
    return message == null ? kind.name() : message;
  }
}
