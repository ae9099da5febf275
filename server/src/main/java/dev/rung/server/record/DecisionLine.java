package dev.rung.server.record;

import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Signal;
import dev.rung.server.generate.Tier;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** The log line of one request: who served it, why, and what it took. No text of it. */
final class DecisionLine {
  private DecisionLine() {}

  /** How a request ended, in the log's words. */
  private enum Ending {
    ANSWERED,
    CANCELLED,
    /** Nothing was called. */
    REJECTED,
    FAILED;

    static Ending of(RequestRecord done) {
      if (done.succeeded()) {
        return ANSWERED;
      }
      if (done.finishReason() == FinishReason.CANCELLED) {
        return CANCELLED;
      }
      boolean called = done.decision().stream().anyMatch(d -> !d.attempts().isEmpty());
      return called ? FAILED : REJECTED;
    }

    Level level() {
      return switch (this) {
        case ANSWERED, CANCELLED -> Level.INFO;
        case REJECTED, FAILED -> Level.WARN;
      };
    }
  }

  /** Whether the log's level lets the line of this request through. */
  static boolean isWanted(Logger log, RequestRecord done) {
    return log.isEnabledForLevel(Ending.of(done).level());
  }

  static void write(Logger log, RequestRecord done) {
    LoggingEventBuilder line = log.atLevel(Ending.of(done).level());
    for (Map.Entry<String, Object> value : values(done).entrySet()) {
      line = line.addKeyValue(value.getKey(), value.getValue());
    }
    line.log("request");
  }

  private static Map<String, Object> values(RequestRecord done) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("request_id", done.id());
    values.put("tenant", done.tenant());
    values.put("outcome", lower(Ending.of(done)));
    done.error().ifPresent(error -> values.put("error", error));
    putServer(values, done);
    putFigures(values, done);
    done.decision().ifPresent(decision -> putDecision(values, decision));
    return values;
  }

  private static void putServer(Map<String, Object> values, RequestRecord done) {
    done.tier().ifPresent(tier -> values.put("tier", word(tier)));
    done.model().ifPresent(model -> values.put("model", model));
    done.provider().ifPresent(provider -> values.put("provider", provider));
    values.put("finish", lower(done.finishReason()));
    values.put("stream", done.stream());
    values.put("cache_hit", done.cacheHit());
    values.put("routed", done.routed());
    if (done.routingFailed()) {
      values.put("routing_failed", true);
    }
  }

  private static void putFigures(Map<String, Object> values, RequestRecord done) {
    values.put("input_tokens", done.usage().inputTokens());
    values.put("output_tokens", done.usage().outputTokens());
    values.put("cost_usd", usd(done.cost()));
    values.put("latency_ms", millis(done.latency()));
    done.timeToFirstToken().ifPresent(time -> values.put("ttft_ms", millis(time)));
  }

  private static void putDecision(Map<String, Object> values, Decision decision) {
    values.put("classified_tier", word(decision.classifiedTier()));
    values.put("confidence", decision.confidence());
    values.put("bumped", decision.bumped());
    values.put("strategy", decision.strategy().label());
    values.put("budget_mode", lower(decision.budgetMode()));
    values.put("signals", names(decision));
    values.put("attempts", attempts(decision));
    values.put("reason", decision.reason());
    decision.arm().ifPresent(arm -> values.put("experiment", arm.experiment()));
    decision.arm().ifPresent(arm -> values.put("arm", arm.name()));
    if (!decision.degraded().isEmpty()) {
      values.put("degraded", String.join("; ", decision.degraded()));
    }
    decision.reduction().ifPresent(cut -> values.put("dropped_turns", cut.turns()));
    decision.reduction().ifPresent(cut -> values.put("dropped_tokens", cut.tokens()));
  }

  private static String names(Decision decision) {
    return decision.signals().stream().map(Signal::name).collect(Collectors.joining(","));
  }

  private static String attempts(Decision decision) {
    return decision.attempts().stream()
        .map(DecisionLine::attempt)
        .collect(Collectors.joining("; "));
  }

  private static String attempt(Attempt attempt) {
    String with = attempt.key().map(key -> " with key " + key).orElse("");
    String result = attempt.model() + " " + word(attempt.result()) + with;
    return attempt.error().map(error -> result + " (" + error + ")").orElse(result);
  }

  private static String word(Attempt.Result result) {
    return lower(result == Attempt.Result.UNFIT ? Attempt.Result.FAILED : result);
  }

  private static String word(Tier tier) {
    return tier == Tier.LOCAL_FALLBACK ? "fallback" : Integer.toString(tier.level());
  }

  private static String lower(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  private static BigDecimal usd(Money money) {
    return BigDecimal.valueOf(money.nanos(), 9);
  }

  /** Milliseconds, to the microsecond. */
  private static double millis(Duration duration) {
    return Math.round(duration.toNanos() / 1e3) / 1e3;
  }
}
