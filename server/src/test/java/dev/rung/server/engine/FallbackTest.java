package dev.rung.server.engine;

import static dev.rung.server.engine.ScriptedModel.fails;
import static dev.rung.server.engine.ScriptedModel.says;
import static dev.rung.server.engine.ScriptedModel.saysThenFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.FallbackPolicy;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Tier;
import dev.rung.server.guard.Hindrance;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.select.LimitsBuilder;
import dev.rung.server.select.Requests;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FallbackTest {
  private static final Model TINY = Models.named("tiny", Tier.TINY).price(0.1, 0.1).build();
  private static final Model SMALL = Models.named("small", Tier.SMALL).price(1, 2).build();
  private static final Model OTHER = Models.named("other", Tier.SMALL).price(2, 4).build();
  private static final GenerateRequest REQUEST = Requests.of("tell me something");

  private final EngineUnderTest engine = new EngineUnderTest(TINY, SMALL, OTHER);

  @Test
  void asksTheNextModelWhenTheFirstFails() {
    engine.provider.on("small", fails(FailureKind.UNAVAILABLE)).on("other", says("here"));

    Answer answer = engine.answer(REQUEST);

    assertThat(answer.text()).isEqualTo("here");
    assertThat(answer.model()).contains("other");
    assertThat(answer.decision().attempts())
        .extracting(Attempt::model, Attempt::result)
        .containsExactly(
            tuple("small", Attempt.Result.FAILED), tuple("other", Attempt.Result.ANSWERED));
    assertThat(answer.decision().attempts().getFirst().error())
        .contains("UNAVAILABLE: as scripted");
    assertThat(answer.decision().degraded()).isEmpty();
    assertThat(engine.record().firstChoiceFailed()).isTrue();
    assertThat(engine.record().succeeded()).isTrue();
  }

  @Test
  void marksAnAnswerFromBelowAsDegraded() {
    engine
        .provider
        .on("small", fails(FailureKind.OVERLOADED))
        .on("other", fails(FailureKind.OVERLOADED));

    Answer answer = engine.answer(REQUEST);

    assertThat(answer.tier()).isEqualTo(Tier.TINY);
    assertThat(answer.decision().classifiedTier()).isEqualTo(Tier.SMALL);
    assertThat(answer.decision().degraded())
        .containsExactly("tier 2 cannot serve: served by tier 1");
  }

  @Test
  void endsWithTheLocalFallbackAndMarksIt() {
    Model mamba = Models.named("mamba", Tier.LOCAL_FALLBACK).free().build();
    EngineUnderTest two = new EngineUnderTest(mamba, SMALL);
    two.provider.on("small", fails(FailureKind.UNAVAILABLE));

    Answer answer = two.answer(REQUEST);

    assertThat(answer.tier()).isEqualTo(Tier.LOCAL_FALLBACK);
    assertThat(answer.decision().degraded())
        .containsExactly("served by the local fallback instead of tier 2");
  }

  @Test
  void takesAnAnswerFromAboveAsWhole() {
    Model large = Models.named("large", Tier.LARGE).build();
    EngineUnderTest two = new EngineUnderTest(large, SMALL);
    two.provider.on("small", fails(FailureKind.UNAVAILABLE));

    assertThat(two.answer(REQUEST).decision().degraded()).isEmpty();
  }

  @Test
  void marksAnAnswerFromAboveWhereTheTierIsEmpty() {
    EngineUnderTest above = new EngineUnderTest(Models.named("large", Tier.LARGE).build());

    assertThat(above.answer(REQUEST).decision().degraded())
        .containsExactly("tier 2 cannot serve: served by tier 4");
  }

  @Test
  void asksNobodyElseOnceTheCallerHasSeenSomething() {
    engine.provider.on("small", saysThenFails("Once upon", FailureKind.UNAVAILABLE));
    Sinks.Stream caller = new Sinks.Stream();

    Outcome outcome = engine.stream(REQUEST, caller);

    assertThat(engine.provider.asked()).containsExactly("small");
    assertThat(caller.text()).isEqualTo("Once upon");
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    Outcome.Failed failed = (Outcome.Failed) outcome;
    assertThat(failed.refusal().reason()).isEqualTo(Refusal.Reason.PROVIDERS_FAILED);
    Answer partial = failed.partial().orElseThrow();
    assertThat(partial.text()).isEqualTo("Once upon");
    assertThat(partial.finishReason()).isEqualTo(FinishReason.ERROR);
    assertThat(engine.record().model()).contains("small");
    assertThat(engine.record().succeeded()).isFalse();
  }

  @Test
  void triesOnForAStreamingCallerWhoHasSeenNothing() {
    engine.provider.on("small", fails(FailureKind.UNAVAILABLE)).on("other", says("a", "b"));
    Sinks.Stream caller = new Sinks.Stream();

    Outcome outcome = engine.stream(REQUEST, caller);

    assertThat(outcome).isInstanceOf(Outcome.Answered.class);
    assertThat(caller.text()).isEqualTo("ab");
    assertThat(engine.record().stream()).isTrue();
  }

  @Test
  void forgetsTheTextOfAFailedModelWhereTheCallerWaitsForTheWhole() {
    engine
        .provider
        .on("small", saysThenFails("Once upon", FailureKind.UNAVAILABLE))
        .on("other", says("whole"));

    assertThat(engine.answer(REQUEST).text()).isEqualTo("whole");
  }

  @Test
  void goesOnWhereTheBudgetHasNoRoomForOneModel() {
    engine.budget.refuse("small");

    Answer answer = engine.answer(REQUEST);

    assertThat(answer.model()).contains("other");
    Attempt refused = answer.decision().attempts().getFirst();
    assertThat(refused.result()).isEqualTo(Attempt.Result.REFUSED);
    assertThat(refused.error()).contains("over the budget global/daily");
    assertThat(engine.record().firstChoiceFailed()).isTrue();
    assertThat(engine.budget.open()).isZero();
  }

  @Test
  void goesOnWhereTheGuardHoldsOneModelBack() {
    FakeGuard guard = new FakeGuard();
    guard.hold("small", new Hindrance(Hindrance.Kind.BUSY, Duration.ofSeconds(1)));
    engine.guard = guard;

    Answer answer = engine.answer(REQUEST);

    assertThat(answer.model()).contains("other");
    assertThat(answer.decision().attempts().getFirst().error())
        .contains("has too many calls in flight: tried again in 1 s");
    assertThat(guard.told).containsExactly("other answered with 1500");
    assertThat(engine.budget.reservations()).hasSize(2);
    assertThat(engine.budget.settled()).hasSize(1);
    assertThat(engine.budget.open()).isZero();
  }

  @Test
  void goesOnWhereAModelHasNoProvider() {
    Model lost = Models.named("lost", Tier.SMALL).free().provider("gone").build();
    EngineUnderTest withLost = new EngineUnderTest(lost, OTHER);

    Answer answer = withLost.answer(REQUEST);

    assertThat(answer.model()).contains("other");
    assertThat(answer.decision().attempts().getFirst().error())
        .contains("its provider is not available");
  }

  @Test
  void asksOnlyTheFirstChoiceWhereFallbackIsOff() {
    engine.provider.on("small", fails(FailureKind.UNAVAILABLE));
    Limits limits = new LimitsBuilder().fallback(FallbackPolicy.NONE).build();

    Outcome.Failed failed = engine.failure(Requests.of("hi", limits));

    assertThat(engine.provider.asked()).containsExactly("small");
    assertThat(failed.decision().orElseThrow().candidates()).hasSize(1);
  }

  @Test
  void keepsToANamedModelUnlessOthersAreAllowed() {
    engine.provider.on("other", fails(FailureKind.UNAVAILABLE));
    LimitsBuilder named = new LimitsBuilder().model("other");

    Outcome alone = engine.generate(Requests.of("hi", named.build()));
    List<String> askedAlone = List.copyOf(engine.provider.asked());
    Answer answer = engine.answer(Requests.of("hi", named.fallback(FallbackPolicy.ALLOW).build()));

    assertThat(alone).isInstanceOf(Outcome.Failed.class);
    assertThat(askedAlone).containsExactly("other");
    assertThat(answer.model()).contains("small");
    assertThat(answer.decision().degraded()).containsExactly("served by small instead of other");
    assertThat(engine.provider.asked()).containsExactly("other", "other", "small");
  }

  @Test
  void asksANamedModelOnlyOnceAmongTheOthers() {
    engine
        .provider
        .on("tiny", fails(FailureKind.UNAVAILABLE))
        .on("small", fails(FailureKind.UNAVAILABLE))
        .on("other", fails(FailureKind.UNAVAILABLE));
    Limits limits = new LimitsBuilder().model("other").fallback(FallbackPolicy.ALLOW).build();

    engine.failure(Requests.of("hi", limits));

    assertThat(engine.provider.asked()).containsExactly("other", "small", "tiny");
  }

  @Test
  void fallsBackFromANamedModelThatIsNotReady() {
    EngineUnderTest one =
        new EngineUnderTest(
            List.of(new Listed(SMALL, Optional.of("set SMALL_KEY")), EngineUnderTest.ready(TINY)));
    Limits limits = new LimitsBuilder().model("small").fallback(FallbackPolicy.ALLOW).build();

    Answer answer = one.answer(Requests.of("hi", limits));

    assertThat(answer.model()).contains("tiny");
    assertThat(answer.decision().skipped())
        .anySatisfy(skipped -> assertThat(skipped.reason()).isEqualTo("set SMALL_KEY"));
  }
}
