package dev.rung.server.engine;

import static dev.rung.server.engine.ScriptedModel.failsWith;
import static dev.rung.server.engine.ScriptedModel.says;
import static dev.rung.server.engine.ScriptedModel.saysThenFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.select.LimitsBuilder;
import dev.rung.server.select.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a request may cost at most. */
class CostLimitTest {
  private static final Model SMALL = Models.named("small", Tier.SMALL).price(1, 2).build();
  private static final Model OTHER = Models.named("other", Tier.SMALL).price(2, 4).build();

  private static final Model DEAR = Models.named("small", Tier.SMALL).price(1, 20).build();
  private static final Money LITTLE = Money.ofUsd(0.0022);

  private final EngineUnderTest engine = new EngineUnderTest(SMALL, OTHER);

  private static GenerateRequest capped(Money most) {
    return Requests.of("hi", new LimitsBuilder().maxCost(most).build());
  }

  private void smallBreaksBehindAThousandTokens() {
    engine.provider.on(
        "small",
        failsWith(
            ProviderException.of(FailureKind.UNAVAILABLE, "broke")
                .withUsage(new Usage(100, 0, 1_000, 0, false))));
  }

  @Test
  void staysWithinTheCostLimitWithAllAttemptsTogether() {
    smallBreaksBehindAThousandTokens();

    Outcome.Failed failed = engine.failure(capped(LITTLE));

    assertThat(engine.provider.asked()).containsExactly("small");
    assertThat(failed.refusal().reason()).isEqualTo(Refusal.Reason.PROVIDERS_FAILED);
    assertThat(failed.refusal().message()).contains("other: over max_cost");
    assertThat(failed.decision().orElseThrow().attempts().getLast().result())
        .isEqualTo(Attempt.Result.REFUSED);
    assertThat(engine.record().cost()).isLessThanOrEqualTo(LITTLE);
  }

  @Test
  void goesOnWithWhatTheCallerPaysBeyondTheCostLimit() {
    smallBreaksBehindAThousandTokens();
    List<Money> paid = new ArrayList<>();
    ChunkSink caller =
        new ChunkSink() {
          @Override
          public void accept(Chunk chunk) {}

          @Override
          public boolean committed() {
            return false;
          }

          @Override
          public boolean pays(Money more) {
            paid.add(more);
            return true;
          }
        };

    Outcome outcome = engine.stream(capped(LITTLE), caller);

    assertThat(outcome).isInstanceOf(Outcome.Answered.class);
    assertThat(engine.provider.asked()).containsExactly("small", "other");
    Money billed = engine.budget.settled().getFirst();
    Money second = engine.budget.reservations().getLast().estimate();
    assertThat(paid).containsExactly(billed.plus(second).minus(LITTLE));
  }

  @Test
  void triesOnWhileTheCostLimitLeavesRoom() {
    engine.provider.on("small", saysThenFails("a little", FailureKind.UNAVAILABLE));
    GenerateRequest request = Requests.withMaxTokens(capped(Money.ofUsd(1)), 50);

    assertThat(engine.answer(request).model()).contains("other");
  }

  @Test
  void saysThatTheCostLimitCutTheAnswer() {
    EngineUnderTest one = new EngineUnderTest(DEAR);
    one.provider.on("small", says("cut of").endingWith(FinishReason.LENGTH, Optional.empty()));

    assertThat(one.answer(capped(Money.ofUsd(0.001))).finishReason())
        .isEqualTo(FinishReason.BUDGET);
    assertThat(one.answer(Requests.of("hi")).finishReason()).isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void doesNotBlameTheCostLimitForTheTiersOwnLimit() {
    EngineUnderTest one = new EngineUnderTest(DEAR);
    one.tiers.put(
        Tier.SMALL, new TierDefaults(OptionalDouble.empty(), OptionalInt.of(20), Optional.empty()));
    one.provider.on("small", says("cut of").endingWith(FinishReason.LENGTH, Optional.empty()));

    assertThat(one.answer(capped(Money.ofUsd(0.001))).finishReason())
        .isEqualTo(FinishReason.LENGTH);
  }
}
