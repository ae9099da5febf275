package dev.rung.server.engine;

import static dev.rung.server.engine.ScriptedModel.fails;
import static dev.rung.server.engine.ScriptedModel.failsWith;
import static dev.rung.server.engine.ScriptedModel.says;
import static dev.rung.server.engine.ScriptedModel.saysThenFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.budget.Spend;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.UnsentException;
import dev.rung.server.select.Requests;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What calls are billed, answered or not, and what the request's record says of it. */
class BillingTest {
  private static final Model SMALL = Models.named("small", Tier.SMALL).price(1, 2).build();
  private static final Model OTHER = Models.named("other", Tier.SMALL).price(2, 4).build();
  private static final GenerateRequest REQUEST = Requests.of("tell me something");

  /** 1,000 input and 500 output tokens at 1 and 2 dollars a million. */
  private static final Money WHOLE_AT_SMALL = Money.ofUsd(0.002);

  /** The same at 2 and 4 dollars. */
  private static final Money WHOLE_AT_OTHER = Money.ofUsd(0.004);

  private final EngineUnderTest engine = new EngineUnderTest(SMALL, OTHER);

  @Test
  void billsWhatTheProviderCounted() {
    Answer answer = engine.answer(REQUEST);

    assertThat(answer.cost()).isEqualTo(WHOLE_AT_SMALL);
    assertThat(answer.usage()).isEqualTo(ScriptedModel.USAGE);
    assertThat(engine.budget.settled()).containsExactly(WHOLE_AT_SMALL);
    assertThat(engine.record().cost()).isEqualTo(WHOLE_AT_SMALL);
  }

  @Test
  void reservesForTheCallerAndModelBeforeEachCall() {
    engine.provider.on("small", fails(FailureKind.UNAVAILABLE));

    engine.answer(REQUEST);

    assertThat(engine.budget.reservations())
        .extracting(Spend::model)
        .containsExactly("small", "other");
    assertThat(engine.budget.reservations())
        .allSatisfy(spend -> assertThat(spend.estimate().nanos()).isPositive())
        .allSatisfy(spend -> assertThat(spend.caller()).isEqualTo(REQUEST.caller()));
  }

  @Test
  void billsACallThatFailedMidwayAndAddsItToTheTotal() {
    engine.provider.on("small", saysThenFails("some of it", FailureKind.UNAVAILABLE));

    Answer answer = engine.answer(REQUEST);

    Money midway = answer.decision().attempts().getFirst().cost();
    assertThat(midway.nanos()).isPositive();
    assertThat(engine.budget.settled()).containsExactly(midway, WHOLE_AT_OTHER);
    assertThat(answer.cost()).isEqualTo(midway.plus(WHOLE_AT_OTHER));
    assertThat(answer.usage().estimated()).isTrue();
    assertThat(answer.usage().inputTokens()).isGreaterThan(ScriptedModel.USAGE.inputTokens());
  }

  @Test
  void billsNothingForARefusedCall() {
    engine.provider.on("small", fails(FailureKind.RATE_LIMITED));

    Answer answer = engine.answer(REQUEST);

    assertThat(engine.budget.settled()).containsExactly(Money.ZERO, WHOLE_AT_OTHER);
    assertThat(answer.cost()).isEqualTo(WHOLE_AT_OTHER);
  }

  @Test
  void billsTheInputOfACallThatTimedOut() {
    engine.provider.on("small", fails(FailureKind.TIMEOUT));

    assertThat(engine.answer(REQUEST).decision().attempts().getFirst().cost().nanos()).isPositive();
  }

  @Test
  void billsNothingForACallThatWasGivenUpBeforeItWasSent() {
    engine.provider.on(
        "small", failsWith(ProviderException.of(FailureKind.TIMEOUT, "as scripted").unsent()));

    assertThat(engine.answer(REQUEST).decision().attempts().getFirst().cost())
        .isEqualTo(Money.ZERO);
  }

  @Test
  void billsNothingForACallThatTheCallerLeftBeforeItWasSent() {
    engine.provider.on(
        "small",
        (call, sink) -> {
          throw new UnsentException("as scripted");
        });

    Outcome outcome = engine.generate(REQUEST);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(engine.record().cost()).isEqualTo(Money.ZERO);
    assertThat(engine.budget.settled()).containsExactly(Money.ZERO);
  }

  @Test
  void billsTheInputOfACallWhoseConnectionWasLostAndOfNoneThatNeverWas() {
    engine
        .provider
        .on("small", failsWith(ProviderException.unreachable("scripted could not be reached")))
        .on("other", failsWith(ProviderException.lost("scripted lost the connection")));

    List<Attempt> attempts = engine.failure(REQUEST).decision().orElseThrow().attempts();

    assertThat(attempts.get(0).cost()).isEqualTo(Money.ZERO);
    assertThat(attempts.get(1).cost().nanos()).isPositive();
  }

  @Test
  void billsAnAnswerInOnePieceThatCouldNotBeReadByItsLength() {
    engine
        .provider
        .on("small", failsWith(ProviderException.lost("scripted broke off").withUnread(400)))
        .on(
            "other",
            failsWith(
                ProviderException.of(FailureKind.BAD_RESPONSE, "scripted sent nonsense")
                    .withUnread(40_000_000)));
    GenerateRequest request = Requests.withMaxTokens(Requests.of("sixteen letters!"), 1_000);

    List<Attempt> attempts = engine.failure(request).decision().orElseThrow().attempts();

    assertThat(attempts.get(0).cost()).isEqualTo(new Money(8 * 1_000 + 100 * 2_000));
    assertThat(attempts.get(1).cost()).isEqualTo(new Money(8 * 2_000 + 1_000 * 4_000));
    assertThat(engine.record().cost())
        .isEqualTo(attempts.get(0).cost().plus(attempts.get(1).cost()));
  }

  @Test
  void billsWhatAFailedCallWasCountedAt() {
    ProviderException counted =
        ProviderException.of(FailureKind.CONTENT_FILTERED, "no")
            .withUsage(new Usage(10, 0, 5, 0, false));
    engine.provider.on("small", failsWith(counted));

    assertThat(engine.answer(REQUEST).decision().attempts().getFirst().cost())
        .isEqualTo(new Money(10 * 1_000 + 5 * 2_000));
  }

  @Test
  void recordsWhatFailedAttemptsCostWhereNobodyAnswered() {
    engine
        .provider
        .on("small", fails(FailureKind.TIMEOUT))
        .on("other", fails(FailureKind.UNAVAILABLE));

    Outcome.Failed failed = engine.failure(REQUEST);

    Money spent = failed.decision().orElseThrow().attempts().getFirst().cost();
    assertThat(spent.nanos()).isPositive();
    assertThat(engine.record().cost()).isEqualTo(spent);
  }

  @Test
  void recordsTheTokensOfWhatWasBilledWhereNobodyAnswered() {
    engine
        .provider
        .on("small", failsCounted(new Usage(700, 200, 30, 0, false)))
        .on("other", failsCounted(new Usage(10, 0, 5, 0, false)));

    engine.failure(REQUEST);

    assertThat(engine.record().usage()).isEqualTo(new Usage(710, 200, 35, 0, false));
    assertThat(engine.record().cost())
        .isEqualTo(new Money(700 * 1_000 + 30 * 2_000 + 10 * 2_000 + 5 * 4_000));
  }

  @Test
  void recordsTheTokensOfACallThatItsCallerLeftBeforeItSaidAWord() {
    engine.provider.on(
        "small",
        (call, sink) -> {
          sink.counted(new Usage(70, 0, 1, 0, true));
          throw new CallerGoneException("gone");
        });

    Outcome outcome = engine.generate(REQUEST);

    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(engine.record().usage()).isEqualTo(new Usage(70, 0, 1, 0, true));
    assertThat(engine.record().cost()).isEqualTo(new Money(70 * 1_000 + 2_000));
  }

  @Test
  void tellsInTheDecisionWhatTheProviderCouldNotBeTold() {
    engine.provider.on(
        "small",
        (call, sink) -> says("ok").play(call, sink).withNotes(List.of("seed was left out")));

    assertThat(engine.answer(REQUEST).decision().degraded()).containsExactly("seed was left out");
  }

  @Test
  void billsWhatABugHadAlreadySpent() {
    engine.provider.on(
        "small",
        (call, sink) -> {
          sink.accept(new Chunk.Delta("text"));
          throw new IllegalStateException("bug");
        });

    assertThatThrownBy(() -> engine.generate(REQUEST)).isInstanceOf(IllegalStateException.class);

    assertThat(engine.budget.open()).isZero();
    assertThat(engine.budget.settled())
        .singleElement()
        .satisfies(cost -> assertThat(cost.nanos()).isPositive());
    assertThat(engine.record().error()).contains("INTERNAL");
  }

  private static ScriptedModel.Script failsCounted(Usage usage) {
    return failsWith(ProviderException.of(FailureKind.CONTENT_FILTERED, "no").withUsage(usage));
  }
}
