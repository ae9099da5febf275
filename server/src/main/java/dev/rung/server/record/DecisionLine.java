package dev.rung.server.record;

import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Signal;
import dev.rung.server.generate.Tier;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
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

  static void write(Logger log, RequestRecord done) {
    Ending ending = Ending.of(done);
    LoggingEventBuilder line =
        log.atLevel(ending.level())
            .addKeyValue("request_id", done.id())
            .addKeyValue("tenant", done.tenant())
            .addKeyValue("outcome", lower(ending));
    done.error().ifPresent(error -> line.addKeyValue("error", error));
    addServer(line, done);
    addFigures(line, done);
    done.decision().ifPresent(decision -> addDecision(line, decision));
    line.log("Request");
  }

  private static void addServer(LoggingEventBuilder line, RequestRecord done) {
    done.tier().ifPresent(tier -> line.addKeyValue("tier", word(tier)));
    done.model().ifPresent(model -> line.addKeyValue("model", model));
    done.provider().ifPresent(provider -> line.addKeyValue("provider", provider));
    line.addKeyValue("finish", lower(done.finishReason()))
        .addKeyValue("stream", done.stream())
        .addKeyValue("cache_hit", done.cacheHit())
        .addKeyValue("routed", done.routed());
    if (done.routingFailed()) {
      line.addKeyValue("routing_failed", true);
    }
  }

  private static void addFigures(LoggingEventBuilder line, RequestRecord done) {
    line.addKeyValue("input_tokens", done.usage().inputTokens())
        .addKeyValue("output_tokens", done.usage().outputTokens())
        .addKeyValue("cost_usd", usd(done.cost()))
        .addKeyValue("latency_ms", millis(done.latency()));
    done.timeToFirstToken().ifPresent(time -> line.addKeyValue("ttft_ms", millis(time)));
  }

  private static void addDecision(LoggingEventBuilder line, Decision decision) {
    line.addKeyValue("classified_tier", word(decision.classifiedTier()))
        .addKeyValue("confidence", decision.confidence())
        .addKeyValue("bumped", decision.bumped())
        .addKeyValue("strategy", decision.strategy().label())
        .addKeyValue("budget_mode", lower(decision.budgetMode()))
        .addKeyValue("signals", names(decision))
        .addKeyValue("attempts", attempts(decision))
        .addKeyValue("reason", decision.reason());
    decision
        .arm()
        .ifPresent(
            arm -> line.addKeyValue("experiment", arm.experiment()).addKeyValue("arm", arm.name()));
    if (!decision.degraded().isEmpty()) {
      line.addKeyValue("degraded", String.join("; ", decision.degraded()));
    }
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
    String result = attempt.model() + " " + lower(attempt.result());
    return attempt.error().map(error -> result + " (" + error + ")").orElse(result);
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
