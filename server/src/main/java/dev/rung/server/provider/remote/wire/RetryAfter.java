package dev.rung.server.provider.remote.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * How long a provider asks to wait, from its headers: {@code retry-after-ms}; {@code retry-after}
 * in seconds or as a date (RFC 9110, section 10.2.3); {@code x-ratelimit-reset-*}, usually a Go
 * duration such as "6m0s", and {@code anthropic-ratelimit-*-reset}, usually a time (RFC 3339), for
 * whichever limit has nothing remaining.
 */
public final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(1);
  static final long LONGEST_SECONDS = LONGEST.toSeconds();

  /** A number of seconds from here on is a time of day, counted from 1970. */
  private static final double EPOCH_SECONDS = 1e9;

  private static final double EPOCH_MILLIS = 1e12;
  private static final int LONGEST_VALUE = 64;

  /** The three forms of a date in HTTP (RFC 9110, section 5.6.7), the usual one first. */
  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME,
          DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss z", Locale.ENGLISH),
          DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
              .withZone(ZoneOffset.UTC));

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private static final List<String> LIMITS =
      List.of("requests", "tokens", "input-tokens", "output-tokens");

  private RetryAfter() {}

  /** The wait, 0 to one day; empty where the headers say nothing that makes sense. */
  public static Optional<Duration> of(Function<String, Optional<String>> header, Instant now) {
    return header
        .apply("retry-after-ms")
        .flatMap(value -> number(value, NANOS_PER_MILLI))
        .or(() -> header.apply("retry-after").flatMap(value -> secondsOrDate(value.strip(), now)))
        .or(() -> reset(header, now))
        .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
  }

  /** The latest reset of a limit that has nothing remaining. */
  private static Optional<Duration> reset(Function<String, Optional<String>> header, Instant now) {
    Optional<Duration> latest = Optional.empty();
    for (String limit : LIMITS) {
      latest =
          later(
              latest,
              reset(header, "x-ratelimit-remaining-" + limit, "x-ratelimit-reset-" + limit)
                  .flatMap(value -> reset(value, now)));
      String anthropic = "anthropic-ratelimit-" + limit;
      latest =
          later(
              latest,
              reset(header, anthropic + "-remaining", anthropic + "-reset")
                  .flatMap(value -> reset(value, now)));
    }
    return latest;
  }

  private static Optional<String> reset(
      Function<String, Optional<String>> header, String remaining, String reset) {
    boolean someLeft =
        header
            .apply(remaining)
            .map(value -> !value.startsWith("0") && !value.startsWith("-"))
            .orElse(false);
    return someLeft ? Optional.empty() : header.apply(reset).map(String::strip);
  }

  private static Optional<Duration> later(Optional<Duration> one, Optional<Duration> other) {
    boolean isLater = other.isPresent() && (one.isEmpty() || other.get().compareTo(one.get()) > 0);
    return isLater ? other : one;
  }

  private static Optional<Duration> untilInstant(String value, Instant now) {
    try {
      return Optional.of(until(OffsetDateTime.parse(value).toInstant(), now));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private static Duration until(Instant then, Instant now) {
    return then.isBefore(now) ? Duration.ZERO : Duration.between(now, then);
  }

  private static Optional<Duration> secondsOrDate(String value, Instant now) {
    return number(value, NANOS_PER_SECOND).or(() -> untilDate(value, now));
  }

  private static Optional<Duration> untilDate(String value, Instant now) {
    return DATES.stream().flatMap(form -> untilDate(value, form, now).stream()).findFirst();
  }

  private static Optional<Duration> untilDate(String value, DateTimeFormatter form, Instant now) {
    try {
      return Optional.of(until(ZonedDateTime.parse(value, form).toInstant(), now));
    } catch (DateTimeException anotherForm) {
      return Optional.empty();
    }
  }

  /**
   * How long until a limit's reset, 0 to one day: a duration such as "1m30s" or "6ms", seconds, a
   * time (RFC 3339), or seconds or milliseconds since 1970; empty where it is none of these.
   */
  static Optional<Duration> reset(String value, Instant now) {
    if (value.length() > LONGEST_VALUE) {
      return Optional.empty();
    }
    return number(value, NANOS_PER_SECOND)
        .map(seconds -> sinceEpoch(Double.parseDouble(value), now).orElse(seconds))
        .or(() -> goDuration(value))
        .or(() -> untilInstant(value, now))
        .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
  }

  private static Optional<Duration> sinceEpoch(double number, Instant now) {
    if (number < EPOCH_SECONDS) {
      return Optional.empty();
    }
    double seconds = number < EPOCH_MILLIS ? number : number / 1_000;
    double left = Math.clamp(seconds - (double) now.getEpochSecond(), 0, (double) LONGEST_SECONDS);
    return Optional.of(Duration.ofSeconds((long) left));
  }

  private static Optional<Duration> number(String value, double nanosPerUnit) {
    try {
      double nanos = Double.parseDouble(value) * nanosPerUnit;
      return nanos >= 0 ? Optional.of(Duration.ofNanos((long) nanos)) : Optional.empty();
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /**
   * Numbers with units: h, m, s, ms, us, ns; one day at most. A number without a unit counts
   * seconds.
   */
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
    long wait = (long) Math.min(nanos, (double) LONGEST.toNanos());
    return value.isEmpty() ? Optional.empty() : Optional.of(Duration.ofNanos(wait));
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
