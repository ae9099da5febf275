package dev.rung.server.engine;

import static dev.rung.server.engine.ScriptedModel.fails;
import static dev.rung.server.engine.ScriptedModel.failsWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.budget.BudgetState;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.Candidate;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.FallbackPolicy;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Skipped;
import dev.rung.server.generate.Tier;
import dev.rung.server.guard.Hindrance;
import dev.rung.server.guard.Hindrance.Kind;
import dev.rung.server.guard.Retries;
import dev.rung.server.guard.RetrySettings;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.select.Fleet;
import dev.rung.server.select.LimitsBuilder;
import dev.rung.server.select.Live;
import dev.rung.server.select.ModelState;
import dev.rung.server.select.Requests;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom a request asks that nobody can answer but models that fail too often. */
class LastResortTest {
  private static final Model SMALL = Models.named("small", Tier.SMALL).price(1, 2).build();
  private static final Model MEDIUM = Models.named("medium", Tier.MEDIUM).price(3, 6).build();
  private static final GenerateRequest REQUEST = Requests.of("tell me something");
  private static final Hindrance OPEN = new Hindrance(Kind.BREAKER, Duration.ofSeconds(5));
  private static final String NOTE =
      "nobody else could answer: small was asked although it fails often";

  private final EngineUnderTest engine = new EngineUnderTest(SMALL, MEDIUM);
  private final FakeGuard guard = new FakeGuard();
  private final Map<String, Hindrance> resting = new HashMap<>();

  @BeforeEach
  void guardThem() {
    engine.guard = guard;
    engine.fleets =
        (roster, _) ->
            new Fleet(
                roster.models().stream().map(listed -> state(listed.model())).toList(),
                BudgetState.UNLIMITED,
                true);
  }

  private ModelState state(Model model) {
    return new ModelState(
        model,
        model.latencyPrior(),
        model.qualityPrior(),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(resting.get(model.name())),
        resting.containsKey(model.name()) && guard.lastResorts.contains(model.name()),
        Live.UNKNOWN);
  }

  /** Its breaker is open, as the picture of the fleet shows. */
  private void leaveAlone(Model model) {
    resting.put(model.name(), OPEN);
    guard.hold(model.name(), OPEN);
    guard.lastResorts.add(model.name());
  }

  @Test
  void asksTheBestOfThemAndSaysSo() {
    leaveAlone(SMALL);
    leaveAlone(MEDIUM);

    Answer answer = engine.answer(REQUEST);

    assertThat(answer.model()).contains("small");
    assertThat(answer.decision().degraded()).containsExactly(NOTE);
    assertThat(answer.decision().skipped())
        .contains(new Skipped("small", "failed too often of late: tried again in 5 s"));
    assertThat(guard.told).contains("small is asked as the last resort");
    assertThat(guard.open()).isZero();
  }

  @Test
  void asksThemInTurnEachOnce() {
    leaveAlone(SMALL);
    leaveAlone(MEDIUM);
    engine.retries =
        new Retries(
            new RetrySettings(3, Duration.ofMillis(1), Duration.ofSeconds(1), 1), new Random(1));
    engine.provider.on("small", fails(FailureKind.UNAVAILABLE));

    assertThat(engine.answer(REQUEST).model()).contains("medium");
    assertThat(engine.provider.asked()).containsExactly("small", "medium");
  }

  @Test
  void asksThemAfterEverybodyElse() {
    leaveAlone(SMALL);
    engine.provider.on("medium", fails(FailureKind.UNAVAILABLE));

    Answer answer = engine.answer(REQUEST);

    assertThat(engine.provider.asked()).containsExactly("medium", "small");
    assertThat(answer.decision().degraded()).containsExactly(NOTE);
  }

  @Test
  void asksNobodyWhoIsLeftAloneWhileAnotherOneAnswers() {
    leaveAlone(SMALL);

    assertThat(engine.answer(REQUEST).model()).contains("medium");
    assertThat(engine.provider.asked()).containsExactly("medium");
  }

  @Test
  void asksWhomABreakerHeldBackAfterTheChoice() {
    leaveAlone(SMALL);
    leaveAlone(MEDIUM);
    resting.clear();

    Answer answer = engine.answer(REQUEST);

    assertThat(answer.decision().attempts())
        .extracting(Attempt::model, Attempt::result)
        .containsExactly(
            tuple("small", Attempt.Result.REFUSED),
            tuple("medium", Attempt.Result.REFUSED),
            tuple("small", Attempt.Result.ANSWERED));
    assertThat(answer.decision().degraded()).containsExactly(NOTE);
  }

  @Test
  void tellsWhenToComeBackWhereTheyFailToo() {
    leaveAlone(SMALL);
    leaveAlone(MEDIUM);
    engine
        .provider
        .on("small", fails(FailureKind.UNAVAILABLE))
        .on("medium", fails(FailureKind.UNAVAILABLE));

    Refusal refusal = engine.failure(REQUEST).refusal();

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.PROVIDERS_FAILED);
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(5));
  }

  @Test
  void letsNobodyWaitForAModelThatItsProviderDoesNotHave() {
    leaveAlone(SMALL);
    leaveAlone(MEDIUM);
    ProviderException unknown =
        ProviderException.of(FailureKind.INVALID_REQUEST, "as told").withStatus(404);
    engine.provider.on("small", failsWith(unknown)).on("medium", failsWith(unknown));

    Refusal refusal = engine.failure(REQUEST).refusal();

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.PROVIDERS_FAILED);
    assertThat(refusal.retryAfter()).isEmpty();
  }

  @Test
  void asksNobodyWhoRestsForAnotherReason() {
    for (Model model : new Model[] {SMALL, MEDIUM}) {
      resting.put(model.name(), new Hindrance(Kind.PAUSE, Duration.ofSeconds(9)));
    }

    Refusal refusal = engine.rejection(REQUEST);

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.RATE_LIMITED);
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(9));
  }

  @Test
  void asksOneOfThemWhereTheRequestAllowsNoOther() {
    leaveAlone(SMALL);
    leaveAlone(MEDIUM);
    engine.provider.on("small", fails(FailureKind.UNAVAILABLE));
    GenerateRequest strict =
        Requests.of("tell me something", new LimitsBuilder().fallback(FallbackPolicy.NONE).build());

    assertThat(engine.failure(strict).refusal().reason())
        .isEqualTo(Refusal.Reason.PROVIDERS_FAILED);
    assertThat(engine.provider.asked()).containsExactly("small");
  }

  @Test
  void asksWhoIsNamed() {
    leaveAlone(SMALL);
    GenerateRequest named =
        Requests.of("tell me something", new LimitsBuilder().model("small").build());

    Answer answer = engine.answer(named);

    assertThat(answer.model()).contains("small");
    assertThat(answer.decision().degraded()).containsExactly(NOTE);
  }

  @Test
  void showsThemBeforeAnybodyIsAsked() throws Exception {
    leaveAlone(SMALL);
    leaveAlone(MEDIUM);

    Decision decision = engine.engine().route(REQUEST, false);

    assertThat(decision.model()).contains("small");
    assertThat(decision.degraded()).containsExactly(NOTE);
    assertThat(decision.candidates())
        .extracting(Candidate::model)
        .containsExactly("small", "medium");
  }

  @Test
  void countsEveryAttempt() {
    leaveAlone(SMALL);
    engine.provider.on("medium", fails(FailureKind.UNAVAILABLE));

    assertThat(engine.answer(REQUEST).decision().attempts())
        .extracting(Attempt::model, Attempt::result)
        .containsExactly(
            tuple("medium", Attempt.Result.FAILED), tuple("small", Attempt.Result.ANSWERED));
  }
}
