package dev.rung.server.provider.remote.wire;

import dev.rung.server.provider.Allowance;
import dev.rung.server.provider.Allowance.Refill;
import dev.rung.server.provider.Allowance.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * In which headers a provider tells what is left of its limits. What makes no sense there counts as
 * not said. Beside its own headers each provider may use the standard ones, {@link StandardRates}.
 *
 * @param groups each for one limit; of several for one unit the first counts that is told
 */
public record RateHeaders(List<Group> groups) {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MOST_DIGITS = 18;

  /** For a provider that has none of its own. */
  public static final RateHeaders STANDARD = new RateHeaders(List.of());

  /**
   * OpenAI, and those that took it over, such as Groq and Cerebras: a reset such as "1m30s" says
   * when the limit is full again. Source: OpenAI's guide to rate limits.
   */
  public static final RateHeaders OPENAI =
      new RateHeaders(
          List.of(
              usual(Unit.REQUESTS, "requests", Refill.STEADY, Optional.empty()),
              usual(Unit.TOKENS, "tokens", Refill.STEADY, Optional.empty())));

  /** Limits of a minute, whose reset is not told. Source: docs.fireworks.ai, on rate limits. */
  public static final RateHeaders FIREWORKS =
      new RateHeaders(
          List.of(
              usual(Unit.REQUESTS, "requests", Refill.STEADY, Optional.of(MINUTE)),
              usual(Unit.INPUT_TOKENS, "tokens-prompt", Refill.STEADY, Optional.of(MINUTE)),
              usual(Unit.OUTPUT_TOKENS, "tokens-generated", Refill.STEADY, Optional.of(MINUTE))));

  /**
   * Limits of a second, of which only that of requests tells when it begins anew. A dynamic limit,
   * which grows with use, stands above the usual one: only who exceeds it is refused. Source:
   * docs.together.ai, on rate limits.
   */
  public static final RateHeaders TOGETHER =
      new RateHeaders(
          List.of(
              together(Unit.REQUESTS, "x-ratelimit", "-dynamic", Optional.of(SECOND)),
              together(Unit.REQUESTS, "x-ratelimit", "", Optional.empty()),
              together(Unit.TOKENS, "x-tokenlimit", "-dynamic", Optional.of(SECOND)),
              together(Unit.TOKENS, "x-tokenlimit", "", Optional.of(SECOND))));

  /** Resets are times of day. Source: Anthropic's page on rate limits. */
  public static final RateHeaders ANTHROPIC =
      new RateHeaders(
          List.of(
              anthropic(Unit.REQUESTS, "requests"),
              anthropic(Unit.TOKENS, "tokens"),
              anthropic(Unit.INPUT_TOKENS, "input-tokens"),
              anthropic(Unit.OUTPUT_TOKENS, "output-tokens")));

  /**
   * Headers of one limit.
   *
   * @param unknownReset what is taken for the reset where there is none; absent ignores the limit
   */
  public record Group(
      Unit unit,
      String limit,
      String remaining,
      String reset,
      Refill refill,
      Optional<Duration> unknownReset) {

    Optional<Allowance> read(Function<String, Optional<String>> header, Instant now) {
      OptionalLong left = count(header.apply(remaining));
      if (left.isEmpty()) {
        return Optional.empty();
      }
      OptionalLong whole = count(header.apply(limit));
      return header
          .apply(reset)
          .flatMap(value -> RetryAfter.reset(value.strip(), now))
          .or(() -> unknownReset)
          .map(wait -> allowance(unit, whole, left.getAsLong(), wait, refill));
    }
  }

  public RateHeaders {
    groups = List.copyOf(groups);
  }

  private static Group usual(Unit unit, String what, Refill refill, Optional<Duration> reset) {
    return new Group(
        unit,
        "x-ratelimit-limit-" + what,
        "x-ratelimit-remaining-" + what,
        "x-ratelimit-reset-" + what,
        refill,
        reset);
  }

  private static Group together(
      Unit unit, String start, String end, Optional<Duration> unknownReset) {
    return new Group(
        unit,
        start + "-limit" + end,
        start + "-remaining" + end,
        start + "-reset",
        Refill.AT_RESET,
        unknownReset);
  }

  private static Group anthropic(Unit unit, String what) {
    String start = "anthropic-ratelimit-" + what;
    return new Group(
        unit,
        start + "-limit",
        start + "-remaining",
        start + "-reset",
        Refill.STEADY,
        Optional.empty());
  }

  /** What these headers say, in the order of the groups; empty where they say nothing. */
  public List<Allowance> read(Function<String, Optional<String>> header, Instant now) {
    List<Allowance> said = new ArrayList<>();
    for (Group group : groups) {
      if (isOpen(group.unit(), said)) {
        group.read(header, now).ifPresent(said::add);
      }
    }
    if (isOpen(Unit.REQUESTS, said)) {
      StandardRates.read(header, now).ifPresent(said::add);
    }
    return said;
  }

  private static boolean isOpen(Unit unit, List<Allowance> said) {
    for (Allowance one : said) {
      if (one.unit() == unit) {
        return false;
      }
    }
    return true;
  }

  /** A limit below 1 counts as not told. */
  static Allowance allowance(
      Unit unit, OptionalLong limit, long remaining, Duration reset, Refill refill) {
    OptionalLong sensible = limit.orElse(0) < 1 ? OptionalLong.empty() : limit;
    return new Allowance(unit, sensible, remaining, reset, refill);
  }

  /** A whole number, 0 or more. */
  static OptionalLong count(Optional<String> value) {
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    String text = value.get().strip();
    boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && !text.isEmpty() && text.length() <= MOST_DIGITS
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }
}
