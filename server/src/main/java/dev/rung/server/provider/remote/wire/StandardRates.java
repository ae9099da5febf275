package dev.rung.server.provider.remote.wire;

import dev.rung.server.provider.Allowance;
import dev.rung.server.provider.Allowance.Refill;
import dev.rung.server.provider.Allowance.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The standard headers of rate limits, in the forms that are about (IETF draft
 * ietf-httpapi-ratelimit-headers): {@code RateLimit: "name";r=50;t=30} with {@code
 * RateLimit-Policy: "name";q=100;w=60}; {@code RateLimit: limit=100, remaining=50, reset=30}; and
 * {@code RateLimit-Limit}, {@code -Remaining} and {@code -Reset}, each by itself. All count
 * requests. Of several policies the one that has least left counts.
 */
final class StandardRates {
  /** A longer one is no header of this kind. */
  private static final int LONGEST = 1_000;

  private StandardRates() {}

  static Optional<Allowance> read(Function<String, Optional<String>> header, Instant now) {
    return header
        .apply("ratelimit")
        .filter(value -> value.length() <= LONGEST)
        .flatMap(value -> value.contains("remaining=") ? named(value) : items(value, header))
        .or(() -> apart(header, now));
  }

  /** Each item is a policy. */
  private static Optional<Allowance> items(
      String value, Function<String, Optional<String>> header) {
    Map<String, String> quotas = quotas(header.apply("ratelimit-policy").orElse(""));
    Optional<Allowance> least = Optional.empty();
    for (String item : value.split(",", -1)) {
      OptionalLong limit = number(quotas.getOrDefault(name(item), ""), "q");
      Optional<Allowance> one = allowance(limit, number(item, "r"), number(item, "t"));
      boolean less =
          one.isPresent() && (least.isEmpty() || one.get().remaining() < least.get().remaining());
      least = less ? one : least;
    }
    return least;
  }

  private static Map<String, String> quotas(String policies) {
    Map<String, String> byName = new HashMap<>();
    if (policies.length() <= LONGEST) {
      for (String policy : policies.split(",", -1)) {
        byName.put(name(policy), policy);
      }
    }
    return byName;
  }

  private static String name(String item) {
    return item.split(";", 2)[0].strip();
  }

  /** One policy, its numbers parted by commas. */
  private static Optional<Allowance> named(String value) {
    String item = value.replace(',', ';');
    return allowance(number(item, "limit"), number(item, "remaining"), number(item, "reset"));
  }

  private static Optional<Allowance> apart(Function<String, Optional<String>> header, Instant now) {
    OptionalLong remaining = RateHeaders.count(header.apply("ratelimit-remaining"));
    Optional<Duration> reset =
        header.apply("ratelimit-reset").flatMap(value -> RetryAfter.reset(value.strip(), now));
    if (remaining.isEmpty() || reset.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong limit =
        RateHeaders.count(header.apply("ratelimit-limit").map(value -> value.split("[,;]", 2)[0]));
    return Optional.of(
        RateHeaders.allowance(
            Unit.REQUESTS, limit, remaining.getAsLong(), reset.get(), Refill.AT_RESET));
  }

  private static Optional<Allowance> allowance(
      OptionalLong limit, OptionalLong remaining, OptionalLong seconds) {
    if (remaining.isEmpty() || seconds.isEmpty()) {
      return Optional.empty();
    }
    Duration reset = Duration.ofSeconds(Math.min(seconds.getAsLong(), RetryAfter.LONGEST_SECONDS));
    return Optional.of(
        RateHeaders.allowance(Unit.REQUESTS, limit, remaining.getAsLong(), reset, Refill.AT_RESET));
  }

  /** The parameter of this name. */
  private static OptionalLong number(String item, String name) {
    for (String part : item.split(";", -1)) {
      String[] pair = part.split("=", 2);
      if (pair.length == 2 && pair[0].strip().equals(name)) {
        return RateHeaders.count(Optional.of(pair[1]));
      }
    }
    return OptionalLong.empty();
  }
}
