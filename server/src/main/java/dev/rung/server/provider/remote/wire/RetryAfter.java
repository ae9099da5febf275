package dev.rung.server.provider.remote.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;

/**
 * How long a provider asks to wait, from its headers: {@code retry-after-ms}; {@code retry-after}
 * in seconds or as a date (RFC 9110, section 10.2.3); {@code x-ratelimit-reset-*} as a Go duration
 * such as "6m0s" for whichever of requests and tokens has nothing remaining.
 */
public final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private RetryAfter() {}

  /** The wait, 0 to one day; empty where the headers say nothing that makes sense. */
  public static Optional<Duration> of(Function<String, Optional<String>> header, Instant now) {
    return header
        .apply("retry-after-ms")
        .flatMap(value -> number(value, NANOS_PER_MILLI))
        .or(() -> header.apply("retry-after").flatMap(value -> secondsOrDate(value.strip(), now)))
        .or(() -> reset(header))
        .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
  }

  private static Optional<Duration> reset(Function<String, Optional<String>> header) {
    Optional<Duration> requests = reset(header, "requests");
    Optional<Duration> tokens = reset(header, "tokens");
    if (requests.isPresent() && tokens.isPresent()) {
      return requests.get().compareTo(tokens.get()) > 0 ? requests : tokens;
    }
    return requests.or(() -> tokens);
  }

  private static Optional<Duration> reset(Function<String, Optional<String>> header, String of) {
    boolean someLeft =
        header
            .apply("x-ratelimit-remaining-" + of)
            .map(value -> !value.startsWith("0") && !value.startsWith("-"))
            .orElse(false);
    return someLeft
        ? Optional.empty()
        : header.apply("x-ratelimit-reset-" + of).flatMap(value -> goDuration(value.strip()));
  }

  private static Optional<Duration> secondsOrDate(String value, Instant now) {
    return number(value, NANOS_PER_SECOND).or(() -> untilDate(value, now));
  }

  private static Optional<Duration> untilDate(String value, Instant now) {
    try {
      Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(then.isBefore(now) ? Duration.ZERO : Duration.between(now, then));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> number(String value, double nanosPerUnit) {
    try {
      double number = Double.parseDouble(value);
      return number >= 0
          ? Optional.of(Duration.ofNanos((long) (number * nanosPerUnit)))
          : Optional.empty();
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /** Numbers with units: h, m, s, ms, us, ns. A number without a unit counts seconds. */
  static Optional<Duration> goDuration(String value) {
    double nanos = 0;
    int at = 0;
    while (at < value.length()) {
      int unitAt = skip(value, at, true);
      int nextAt = skip(value, unitAt, false);
      Optional<Duration> part =
          number(value.substring(at, unitAt), nanosPer(value.substring(unitAt, nextAt)));
      if (part.isEmpty()) {
        return Optional.empty();
      }
      nanos += part.get().toNanos();
      at = nextAt;
    }
    return value.isEmpty() ? Optional.empty() : Optional.of(Duration.ofNanos((long) nanos));
  }

  private static int skip(String value, int from, boolean digits) {
    int at = from;
    while (at < value.length() && isOfNumber(value.charAt(at)) == digits) {
      at++;
    }
    return at;
  }

  private static boolean isOfNumber(char c) {
    return (c >= '0' && c <= '9') || c == '.';
  }

  private static double nanosPer(String unit) {
    return switch (unit) {
      case "h" -> 3600 * NANOS_PER_SECOND;
      case "m" -> 60 * NANOS_PER_SECOND;
      case "s", "" -> NANOS_PER_SECOND;
      case "ms" -> NANOS_PER_MILLI;
      case "us", "µs" -> 1e3;
      case "ns" -> 1;
      default -> Double.NaN;
    };
  }
}
