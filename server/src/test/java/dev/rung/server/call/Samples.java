package dev.rung.server.call;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Arm;
import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.BudgetMode;
import dev.rung.server.generate.CacheHit;
import dev.rung.server.generate.Candidate;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Reduction;
import dev.rung.server.generate.Signal;
import dev.rung.server.generate.Skipped;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.StrategyPreview;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.generate.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A decision and answers with something in every field. */
public final class Samples {
  public static final Candidate CANDIDATE =
      new Candidate("mistral", Tier.SMALL, new Money(2_100), Duration.ofMillis(900), 0.25, 0.72);

  public static final Decision DECISION =
      new Decision(
          Tier.TINY,
          Optional.of(Tier.SMALL),
          Optional.of("mistral"),
          true,
          0.31,
          0.66,
          List.of(0.1, 0.4, 0.3, 0.15, 0.05),
          OptionalDouble.of(0.08),
          true,
          List.of(new Signal("single_function", 0.5, "one function")),
          Strategy.COST_FIRST,
          BudgetMode.PREFER_LOCAL,
          Optional.of(new Arm("summer", "B")),
          List.of(CANDIDATE),
          List.of(new Skipped("gpt", "no key")),
          List.of(
              new Attempt(
                  "phi",
                  Tier.TINY,
                  Attempt.Result.FAILED,
                  Optional.of("timed out"),
                  Duration.ofMillis(120),
                  new Money(7))),
          List.of("tier 1 is empty: served by tier 2"),
          Optional.of(new Reduction(2, 345)),
          List.of(new StrategyPreview(Strategy.BALANCED, Optional.of(CANDIDATE), 0.9, "")),
          "a single function is tier 1");

  private Samples() {}

  public static Answer answer(GenerateRequest request, String text) {
    return answer(request, text, FinishReason.STOP);
  }

  public static Answer answer(GenerateRequest request, String text, FinishReason reason) {
    return new Answer(
        request.id(),
        text,
        List.of(new ToolCall("call_1", "lookup", "{\"q\":1}")),
        Optional.of("mistral"),
        Tier.SMALL,
        "together",
        reason,
        new Usage(11, 3, 1, 5, 2, true),
        new Money(1_500_000_000L),
        Duration.ofMillis(250),
        Optional.of(Duration.ofMillis(40)),
        Optional.of(
            new CacheHit(
                CacheHit.Kind.EXACT, 1, Duration.ofSeconds(90), new Money(2_500_000), false)),
        DECISION);
  }

  public static Outcome answered(GenerateRequest request, String text) {
    return new Outcome.Answered(answer(request, text));
  }
}
