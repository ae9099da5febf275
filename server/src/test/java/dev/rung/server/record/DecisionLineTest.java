package dev.rung.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.log.CapturedLog;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DecisionLineTest {
  private static String line(Recorded recorded) {
    try (CapturedLog log = CapturedLog.of(DecisionLine.class)) {
      DecisionLine.write(LoggerFactory.getLogger(DecisionLine.class), recorded.done());
      assertThat(log.lines()).hasSize(1);
      return log.lines().getFirst();
    }
  }

  @Test
  void saysWhoServedARequestWhyAndWhatItTook() {
    Recorded recorded =
        Recorded.by("mistral-7b", Tier.SMALL)
            .id("r-42")
            .tenant("acme")
            .tokens(120, 0, 30)
            .cost(new Money(2_100))
            .latency(Duration.ofNanos(812_345_678))
            .arm("cheaper", "b");

    assertThat(line(recorded).replaceFirst("^\\S+ ", ""))
        .isEqualTo(
            "INFO dev.rung.server.record.DecisionLine request request_id=r-42 tenant=acme"
                + " outcome=answered tier=2 model=mistral-7b provider=a-provider finish=stop"
                + " stream=false cache_hit=false routed=true input_tokens=120 output_tokens=30"
                + " cost_usd=0.000002100 latency_ms=812.346 ttft_ms=20.0 classified_tier=2"
                + " confidence=0.75 bumped=false strategy=balanced budget_mode=none"
                + " signals=single-function attempts=\"mistral-7b answered\""
                + " reason=\"a rule said so\" experiment=cheaper arm=b");
  }

  @Test
  void listsEveryAttemptWithItsError() {
    Recorded recorded =
        Recorded.servedBy("good", Tier.MEDIUM)
            .attempt("bad", Tier.SMALL, Attempt.Result.FAILED)
            .attempt("good", Tier.MEDIUM, Attempt.Result.ANSWERED);

    assertThat(line(recorded)).contains("attempts=\"bad failed (timed out); good answered\"");
  }

  @Test
  void warnsOfARequestThatEveryModelFailed() {
    Recorded recorded =
        Recorded.byNobody("PROVIDERS_FAILED").attempt("a", Tier.SMALL, Attempt.Result.FAILED);

    assertThat(line(recorded))
        .contains(" WARN ", "outcome=failed error=PROVIDERS_FAILED finish=error")
        .doesNotContain(" model=", " tier=", " provider=");
  }

  @Test
  void warnsOfARequestThatWasRejectedWithoutACall() {
    assertThat(line(Recorded.byNobody("NO_MODEL").undecided()))
        .contains(" WARN ", "outcome=rejected error=NO_MODEL")
        .doesNotContain("classified_tier", "attempts");
  }

  @Test
  void takesACallerWhoLeftForNoFailure() {
    Recorded recorded = Recorded.by("a", Tier.SMALL).finish(FinishReason.CANCELLED);

    assertThat(line(recorded)).contains(" INFO ", "outcome=cancelled", "finish=cancelled");
  }

  @Test
  void namesTheLocalFallbackAndARoutingFailure() {
    Recorded recorded = Recorded.by("mamba", Tier.LOCAL_FALLBACK).routingFailed();

    assertThat(line(recorded)).contains("tier=fallback", "routing_failed=true");
  }

  @Test
  void keepsHostileValuesWithinTheirLineAndTheirQuotes() {
    Recorded recorded =
        Recorded.byTemplate()
            .tenant("evil\n2026-03-01T00:00:00Z INFO fake request outcome=answered")
            .reason("say \"hi\" admin=true\u001b[2J\u2028\r\t\\");

    String line = line(recorded);

    assertThat(line.lines()).hasSize(1);
    assertThat(line)
        .contains("tenant=\"evil\\n2026-03-01T00:00:00Z INFO fake request outcome=answered\"")
        .endsWith("reason=\"say \\\"hi\\\" admin=true\\u001b[2J\\u2028\\r\\t\\\\\"");
  }
}
