package dev.rung.server.http.openai;

import dev.rung.server.call.Violations;
import dev.rung.server.generate.CachePolicy;
import dev.rung.server.generate.FallbackPolicy;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.http.wire.WebRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a request wants of the router beside what OpenAI knows: fields of the object {@code rung} in
 * the body, or headers {@code x-rung-...} for clients that cannot add fields. The body wins.
 */
final class Wishes {
  private static final String AUTO = "auto";
  private static final long MAX_USD = 1_000_000_000;
  private static final long MAX_MILLIS = Duration.ofDays(1).toMillis();

  private static final String STRATEGY_RULE = "must be one of " + strategies();
  private static final String HEADER = "x-rung-";

  private final Optional<JsonObject> extension;
  private final WebRequest request;
  private final boolean inHeaders;
  private final Violations violations;

  Wishes(Optional<JsonObject> extension, WebRequest request, Violations violations) {
    this.extension = extension;
    this.request = request;
    this.inHeaders = isIn(request.headers().keySet());
    this.violations = violations;
  }

  private static boolean isIn(Set<String> headers) {
    for (String name : headers) {
      if (name.startsWith(HEADER)) {
        return true;
      }
    }
    return false;
  }

  /** A value as text, and how violations name where it stood. */
  private record Written(String field, String text) {}

  Limits limits(Optional<String> model) {
    model.ifPresent(name -> violations.name("model", name));
    Optional<Tier> min = read("min_tier", "must be a whole number from 0 to 4", Wishes::tier);
    Optional<Tier> max = read("max_tier", "must be a whole number from 0 to 4", Wishes::tier);
    boolean ordered = min.isEmpty() || max.isEmpty() || min.get().level() <= max.get().level();
    violations.check(ordered, "rung.min_tier", "must not be above max_tier");
    return new Limits(
        model.filter(name -> !name.isBlank() && !name.equalsIgnoreCase(AUTO)),
        ordered ? min : Optional.empty(),
        max,
        read("strategy", STRATEGY_RULE, Wishes::strategy),
        read("max_cost_usd", "must be 0 to " + MAX_USD + " USD", Wishes::usd),
        share("min_quality"),
        read("cache", "must be default, bypass or only", text -> named(CachePolicy.values(), text))
            .orElse(CachePolicy.DEFAULT),
        read("cache_similar", "must be true or false", Wishes::flag),
        read(
                "fallback",
                "must be default, allow or none",
                text -> named(FallbackPolicy.values(), text))
            .orElse(FallbackPolicy.DEFAULT),
        read("templates", "must be true or false", Wishes::flag).orElse(true),
        name("experiment_key"));
  }

  /** How long the caller waits; absent where it does not say. */
  Optional<Duration> timeout() {
    return read("timeout_ms", "must be a whole number from 1 to " + MAX_MILLIS, Wishes::millis);
  }

  /** A text of the caller's own. */
  Optional<String> name(String key) {
    Optional<Written> written = written(key);
    written.ifPresent(value -> violations.name(value.field(), value.text()));
    return written.map(Written::text).filter(text -> !text.isBlank());
  }

  private OptionalDouble share(String key) {
    return read(key, "must be 0 to 1", Wishes::fraction)
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }

  private <T> Optional<T> read(String key, String rule, Function<String, Optional<T>> reading) {
    Optional<Written> written = written(key);
    Optional<T> value = written.map(Written::text).flatMap(reading);
    if (value.isEmpty()) {
      written.ifPresent(wrong -> violations.add(wrong.field(), rule));
    }
    return value;
  }

  private Optional<Written> written(String key) {
    Optional<JsonValue> value = extension.flatMap(object -> object.value(key));
    if (value.isPresent()) {
      return Optional.of(new Written("rung." + key, plain(value.get())));
    }
    if (!inHeaders) {
      return Optional.empty();
    }
    String header = HEADER + key.replace('_', '-');
    return request.header(header).map(text -> new Written(header, text.strip()));
  }

  /** What is neither text nor number nor flag is no value of any field. */
  private static String plain(JsonValue value) {
    return switch (value) {
      case JsonValue.Text(String text) -> text;
      case JsonValue.Numeral(String digits) -> digits;
      case JsonValue.Flag(boolean on) -> Boolean.toString(on);
      case JsonValue.Nothing _, JsonValue.Array _, JsonValue.Fields _ -> "\0";
    };
  }

  private static Optional<Tier> tier(String text) {
    return text.length() == 1 && text.charAt(0) >= '0' && text.charAt(0) <= '4'
        ? Optional.of(Tier.ofLevel(text.charAt(0) - '0'))
        : Optional.empty();
  }

  private static Optional<Strategy> strategy(String text) {
    return Strategy.named(text).filter(Strategy.offered()::contains);
  }

  private static String strategies() {
    return Strategy.offered().stream().map(Strategy::label).collect(Collectors.joining(", "));
  }

  private static Optional<Money> usd(String text) {
    return decimal(text)
        .filter(usd -> usd.signum() >= 0 && usd.compareTo(BigDecimal.valueOf(MAX_USD)) <= 0)
        .map(Money::ofUsd);
  }

  private static Optional<Double> fraction(String text) {
    return decimal(text)
        .filter(share -> share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0)
        .map(BigDecimal::doubleValue);
  }

  /** Of few digits: a text of many would take its time. */
  private static Optional<BigDecimal> decimal(String text) {
    try {
      return text.length() > 40
          ? Optional.empty()
          : Optional.of(new BigDecimal(text)).filter(number -> Math.abs(number.scale()) < 40);
    } catch (NumberFormatException notNumber) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> millis(String text) {
    try {
      return Optional.of(Long.parseLong(text))
          .filter(millis -> millis >= 1 && millis <= MAX_MILLIS)
          .map(Duration::ofMillis);
    } catch (NumberFormatException notNumber) {
      return Optional.empty();
    }
  }

  private static Optional<Boolean> flag(String text) {
    return switch (text) {
      case "true", "on" -> Optional.of(true);
      case "false", "off" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static <E extends Enum<E>> Optional<E> named(E[] values, String text) {
    for (E value : values) {
      if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
