package dev.rung.server.provider.remote.wire;

import dev.rung.server.generate.Prompt;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes failures out of one provider's errors, with messages that are safe to show. Safe for
 * several threads.
 */
public final class Failures {
  private static final int MAX_ERROR_BYTES = 64 * 1024;
  private static final int MAX_CODE_LENGTH = 64;

  private final ProviderSettings settings;
  private final FailureTable table;
  private final InstantSource clock;
  private final Redaction redaction;

  /**
   * For one provider.
   *
   * @param clock for waits that are given as a date
   */
  public Failures(ProviderSettings settings, FailureTable table, InstantSource clock) {
    this.settings = settings;
    this.table = table;
    this.clock = clock;
    this.redaction = Redaction.of(settings);
  }

  /**
   * A response whose status says that it failed; reads its body.
   *
   * @param prompt what was asked, so that no message quotes it
   */
  public ProviderException refused(HttpExchange exchange, Optional<Prompt> prompt)
      throws InterruptedException {
    int status = exchange.status();
    ErrorBody error = ErrorBody.parse(body(exchange));
    ProviderException failure =
        ProviderException.of(
                table.kindOf(status, error), text(" answered " + status, error, prompt))
            .withStatus(status);
    ProviderException advised = repeat(exchange).map(failure::withRepeat).orElse(failure);
    Optional<Duration> wait =
        RetryAfter.of(exchange::header, clock.instant()).or(error::retryAfter);
    return wait.map(advised::withRetryAfter).orElse(advised);
  }

  /** What OpenAI, Anthropic and others say, and what their own clients go by before the status. */
  private static Optional<Boolean> repeat(HttpExchange exchange) {
    return exchange
        .header("x-should-retry")
        .map(said -> said.strip().toLowerCase(Locale.ROOT))
        .filter(said -> said.equals("true") || said.equals("false"))
        .map(Boolean::valueOf);
  }

  /** An error in a response or stream that began with status 200. */
  public ProviderException inBand(ErrorBody error, Optional<Prompt> prompt) {
    ProviderException failure =
        ProviderException.of(table.kindOf(200, error), text(" reported an error", error, prompt));
    return error.retryAfter().map(failure::withRetryAfter).orElse(failure);
  }

  /** Reads a list, such as of models. */
  @FunctionalInterface
  public interface Listing<T> {
    /** Throws where the body is something else. */
    List<T> read(Slice body) throws IOException;
  }

  /** What was asked for; what is an error in truth, whatever its status, is that error. */
  public <T> List<T> list(HttpExchange exchange, Listing<T> listing)
      throws ProviderException, InterruptedException {
    Slice body = exchange.readAll(HttpExchange.WHOLE);
    try {
      return listing.read(body);
    } catch (IOException noList) {
      ErrorBody error = body.firstByte() == '{' ? ErrorBody.parse(body) : ErrorBody.NONE;
      throw error.isEmpty()
          ? bad("sent something else than it was asked for")
          : inBand(error, Optional.empty());
    }
  }

  /** A response that is none: what is wrong with it, in our words. */
  public ProviderException bad(String what) {
    return ProviderException.of(FailureKind.BAD_RESPONSE, settings.name() + " " + what);
  }

  /** A fault of the provider's own: what it did, in our words. */
  public ProviderException unavailable(String what) {
    return ProviderException.of(FailureKind.UNAVAILABLE, settings.name() + " " + what);
  }

  /**
   * A prompt that the provider refuses for its content.
   *
   * @param reason the provider's word for why
   */
  public ProviderException filtered(String what, String reason) {
    String word = isPlain(reason) ? " (" + reason + ")" : "";
    return ProviderException.of(FailureKind.CONTENT_FILTERED, settings.name() + " " + what + word);
  }

  /** A request that cannot be put into this provider's words: why, in ours. */
  public ProviderException cannotAsk(String why) {
    return ProviderException.of(FailureKind.INVALID_REQUEST, settings.name() + " " + why);
  }

  /** An error's body is worth a look, not a failure of its own, and no long wait. */
  private static Slice body(HttpExchange exchange) throws InterruptedException {
    Slice body = exchange.readSoon(MAX_ERROR_BYTES);
    exchange.finish();
    return body;
  }

  private String text(String what, ErrorBody error, Optional<Prompt> prompt) {
    StringBuilder text = new StringBuilder(settings.name()).append(what);
    String code = tellingCode(error);
    if (isPlain(code)) {
      text.append(" (").append(code).append(")");
    }
    if (!error.message().isBlank()) {
      text.append(": ").append(Excerpt.of(error.message(), redaction, prompt));
    }
    return text.toString();
  }

  /** The most specific one; a code that only repeats the status says the least. */
  private static String tellingCode(ErrorBody error) {
    if (!error.reason().isEmpty()) {
      return error.reason();
    }
    boolean useless = error.code().isEmpty() || error.codeAsStatus().isPresent();
    return useless && !error.type().isEmpty() ? error.type() : error.code();
  }

  private boolean isPlain(String code) {
    return !code.isEmpty()
        && code.length() <= MAX_CODE_LENGTH
        && code.chars()
            .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0))
        && !redaction.concerns(code);
  }
}
