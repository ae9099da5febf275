package dev.rung.server.engine;

import static dev.rung.server.engine.ScriptedModel.after;
import static dev.rung.server.engine.ScriptedModel.fails;
import static dev.rung.server.engine.ScriptedModel.hangs;
import static dev.rung.server.engine.ScriptedModel.says;
import static dev.rung.server.engine.ScriptedModel.saysThenFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.budget.Charge;
import dev.rung.server.budget.LedgerLine.Result;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Refusal.Reason;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.guard.FleetGuard;
import dev.rung.server.guard.GuardSettings;
import dev.rung.server.guard.HedgeSettings;
import dev.rung.server.guard.Hedges;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.select.Requests;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What the ledger is told of each attempt, and what becomes of requests that it refuses. */
class ChargingTest {
  private static final Model SMALL = Models.named("small", Tier.SMALL).price(1, 2).build();
  private static final Model OTHER = Models.named("other", Tier.SMALL).price(2, 4).build();
  private static final Model FREE = Models.named("free", Tier.TINY).price(0, 0).build();
  private static final GenerateRequest REQUEST = Requests.of("tell me something");
  private static final String LONG = "many words of an answer ".repeat(2_000);

  private final EngineUnderTest engine = new EngineUnderTest(SMALL, OTHER);

  @Test
  void chargesAFailedAttemptAsALineOfItsOwn() {
    engine.provider.on("small", saysThenFails("some of it", FailureKind.UNAVAILABLE));

    engine.answer(REQUEST);

    assertThat(engine.budget.charges())
        .extracting(Charge::result, Charge::wasted, charge -> charge.usage().estimated())
        .containsExactly(tuple(Result.FAILED, true, true), tuple(Result.ANSWERED, false, false));
  }

  @Test
  void chargesNothingForARefusedCallButKeepsItsLine() {
    engine.provider.on("small", fails(FailureKind.RATE_LIMITED));

    engine.answer(REQUEST);

    assertThat(engine.budget.charges().getFirst())
        .extracting(Charge::result, Charge::cost)
        .containsExactly(Result.FAILED, Money.ZERO);
  }

  @Test
  void chargesTheSlowerOfTwoAsOutrun() {
    engine.guard = new FleetGuard(GuardSettings.DEFAULT, System::nanoTime);
    engine.hedges =
        new Hedges(
            new HedgeSettings(true, 1), (model, stream) -> Optional.of(Duration.ofMillis(1)));
    CountDownLatch begun = new CountDownLatch(1);
    engine.provider.on("small", hangs(begun)).on("other", after(begun, says("quick")));

    engine.answer(REQUEST);

    assertThat(engine.budget.charges())
        .extracting(Charge::result, Charge::wasted)
        .containsExactlyInAnyOrder(tuple(Result.OUTRUN, true), tuple(Result.ANSWERED, false));
  }

  @Test
  void answersWithWhatIsFreeWhileTheLedgerCannotBeWritten() {
    EngineUnderTest both = new EngineUnderTest(SMALL, FREE);
    both.budget.breakDown();

    Answer answer = both.answer(REQUEST);

    assertThat(answer.model()).contains("free");
    assertThat(answer.decision().attempts().getFirst().error()).contains("the disk is full");
  }

  @Test
  void refusesWithAReasonWhereNothingIsFree() {
    engine.budget.breakDown();

    Refusal refusal = engine.failure(REQUEST).refusal();

    assertThat(refusal.reason()).isEqualTo(Reason.LEDGER_UNAVAILABLE);
    assertThat(refusal.message()).contains("the disk is full");
    assertThat(refusal.retryAfter()).isPresent();
    assertThat(engine.provider.calls()).isEmpty();
  }

  @Test
  void setsMoreAsideForAnAnswerThatIsLongerThanItMayBe() {
    engine.provider.on("small", says(LONG, LONG).endingWith(FinishReason.STOP, Optional.empty()));

    Answer answer = engine.answer(REQUEST);

    assertThat(answer.text()).isEqualTo(LONG + LONG);
    assertThat(engine.budget.extended().nanos())
        .isGreaterThan(engine.budget.settled().getFirst().nanos() / 2);
  }

  @Test
  void cutsAnAnswerThatNoMoneyIsLeftFor() {
    engine.budget.runOut();
    engine.provider.on("small", says(LONG, "and more"));

    Answer answer = engine.answer(REQUEST);

    assertThat(answer.finishReason()).isEqualTo(FinishReason.BUDGET);
    assertThat(answer.text()).isEqualTo(LONG);
    assertThat(answer.model()).contains("small");
    assertThat(engine.budget.charges().getFirst().result()).isEqualTo(Result.ANSWERED);
    assertThat(engine.budget.settled().getFirst().nanos()).isPositive();
  }

  @Test
  void setsNoMoreAsideForACountThanAnAnswerCanHave() {
    engine.provider.on(
        "small",
        (call, sink) -> {
          sink.counted(new Usage(10, 0, 100_000_000_000L, 0, true));
          return says("short").play(call, sink);
        });

    assertThat(engine.answer(REQUEST).text()).isEqualTo("short");
    assertThat(engine.budget.extended().nanos())
        .isPositive()
        .isLessThan(3L * SMALL.contextWindow() * 2_000);
  }
}
