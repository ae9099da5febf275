package dev.rung.server.engine;

import static dev.rung.server.engine.ScriptedModel.fails;
import static dev.rung.server.engine.ScriptedModel.failsWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Caller;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Tier;
import dev.rung.server.guard.Hindrance;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.select.Requests;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What callers are told when everybody who was to be asked has failed. */
class ChainFailureTest {
  private static final Model TINY = Models.named("tiny", Tier.TINY).price(0.1, 0.1).build();
  private static final Model SMALL = Models.named("small", Tier.SMALL).price(1, 2).build();
  private static final Model OTHER = Models.named("other", Tier.SMALL).price(2, 4).build();
  private static final GenerateRequest REQUEST = Requests.of("tell me something");

  private final EngineUnderTest engine = new EngineUnderTest(TINY, SMALL, OTHER);

  @Test
  void namesTheBudgetWhereNothingElseStandsInTheWay() {
    engine.budget.refuse("small");
    engine.budget.refuse("other");
    engine.budget.refuse("tiny");

    Refusal refusal = engine.failure(REQUEST).refusal();

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.BUDGET_EXCEEDED);
    assertThat(refusal.quota()).contains(FakeBudget.HEADROOM.toldTo(Caller.ANONYMOUS));
    assertThat(refusal.message())
        .contains("global/daily", "0.000000005 USD left", "renews at 2026-03-02T00:00:00Z");
    assertThat(engine.provider.asked()).isEmpty();
  }

  @Test
  void tellsATenantOnlyWhenABudgetOfEverybodyRenews() {
    engine.budget.refuse("small");
    engine.budget.refuse("other");
    engine.budget.refuse("tiny");

    Refusal refusal = engine.failure(Requests.by(new Caller("acme"), REQUEST)).refusal();

    assertThat(refusal.quota().orElseThrow().left()).isEmpty();
    assertThat(refusal.message())
        .contains("The budget global/daily has no room for this request, renews at 2026-03-02")
        .doesNotContain("0.000000005", " left");
  }

  @Test
  void saysThatEverybodyIsBusyAndWhenToTryAgain() {
    FakeGuard guard = new FakeGuard();
    for (Model model : List.of(TINY, SMALL, OTHER)) {
      guard.hold(model.name(), new Hindrance(Hindrance.Kind.BUSY, Duration.ofSeconds(1)));
    }
    engine.guard = guard;

    Refusal refusal = engine.failure(REQUEST).refusal();

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.RATE_LIMITED);
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
    assertThat(engine.record().error()).contains("RATE_LIMITED");
    assertThat(engine.record().succeeded()).isFalse();
    assertThat(engine.budget.open()).isZero();
  }

  @Test
  void letsCallersWaitForABusyModelThoughOthersAreOverTheirBudget() {
    engine.budget.refuse("small");
    engine.guard = holding("other", Hindrance.Kind.BUSY);
    engine.budget.refuse("tiny");

    Refusal refusal = engine.failure(REQUEST).refusal();

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.RATE_LIMITED);
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
    assertThat(refusal.message()).contains("small: over the budget global/daily");
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_REQUEST, PROVIDERS_FAILED",
    "CONTENT_FILTERED, PROVIDERS_FAILED",
    "AUTH, PROVIDERS_FAILED",
    "RATE_LIMITED, RATE_LIMITED"
  })
  void tellsOneModelsFaultOfNoneThatWasOnlyBusy(FailureKind kind, Refusal.Reason reason) {
    engine.provider.on("small", fails(kind)).on("tiny", fails(kind));
    engine.guard = holding("other", Hindrance.Kind.BUSY);

    Refusal refusal = engine.failure(REQUEST).refusal();

    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.message()).contains("try again later");
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({"AUTH, KEY, correct it", "QUOTA_EXHAUSTED, QUOTA, top one up"})
  void tellsWhatIsToBeDoneWhereTheOthersAreHeldBackByTheSame(
      FailureKind kind, Hindrance.Kind held, String advice) {
    engine.provider.on("small", fails(kind)).on("tiny", fails(kind));
    engine.guard = holding("other", held);

    assertThat(engine.failure(REQUEST).refusal().message()).contains(advice);
  }

  private static FakeGuard holding(String model, Hindrance.Kind why) {
    FakeGuard guard = new FakeGuard();
    guard.hold(model, new Hindrance(why, Duration.ofSeconds(1)));
    return guard;
  }

  @Test
  void doesNotCallModelsBusyThatHaveNoProvider() {
    Model lost = Models.named("lost", Tier.SMALL).provider("gone").build();

    Refusal refusal = new EngineUnderTest(lost).failure(REQUEST).refusal();

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.NO_MODEL);
    assertThat(refusal.message()).contains("lost: its provider is not available");
  }

  @ParameterizedTest
  @CsvSource({
    "RATE_LIMITED, RATE_LIMITED",
    "OVERLOADED, OVERLOADED",
    "CONTEXT_TOO_LONG, CONTEXT_TOO_LONG",
    "CONTENT_FILTERED, CONTENT_FILTERED",
    "INVALID_REQUEST, INVALID_REQUEST",
    "TIMEOUT, PROVIDERS_FAILED",
    "QUOTA_EXHAUSTED, PROVIDERS_FAILED",
    "UNAVAILABLE, PROVIDERS_FAILED",
    "BAD_RESPONSE, PROVIDERS_FAILED",
    "AUTH, PROVIDERS_FAILED"
  })
  void tellsWhatAllFailuresHaveInCommon(FailureKind kind, Refusal.Reason reason) {
    engine.provider.on("tiny", fails(kind)).on("small", fails(kind)).on("other", fails(kind));

    assertThat(engine.failure(REQUEST).refusal().reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RATE_LIMITED | Every able model is at its limit: try again later.",
        "OVERLOADED | Every able model has too much to do: try again later.",
        "CONTEXT_TOO_LONG | No window is large enough: shorten the prompt.",
        "CONTENT_FILTERED | A provider's filter refuses it: change the prompt.",
        "INVALID_REQUEST | A provider refuses the request as it is: change it.",
        "QUOTA_EXHAUSTED | No account has credit left: top one up, or add another provider.",
        "AUTH | No provider accepts its key: correct it.",
        "TIMEOUT | No model could answer: try again later, or let other models answer."
      })
  void saysWhatToDoBeforeItSaysWhatFailed(FailureKind kind, String advice) {
    EngineUnderTest one = new EngineUnderTest(SMALL);
    one.provider.on("small", fails(kind));

    assertThat(one.failure(REQUEST).refusal().message()).startsWith(advice + " small: " + kind);
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureKind.class,
      names = {"RATE_LIMITED", "OVERLOADED"})
  void tellsCallersThatHaveToWaitForHowLongWhereNoProviderDoes(FailureKind kind) {
    EngineUnderTest one = new EngineUnderTest(SMALL);
    one.provider.on("small", fails(kind));

    assertThat(one.failure(REQUEST).refusal().retryAfter()).contains(Duration.ofSeconds(1));
  }

  @Test
  void letsNobodyCorrectARequestForAModelThatItsProviderDoesNotHave() {
    ProviderException unknown = ProviderException.of(FailureKind.INVALID_REQUEST, "no such model");
    EngineUnderTest one = new EngineUnderTest(SMALL);
    one.provider.on("small", failsWith(unknown.withStatus(404)));

    Refusal refusal = one.failure(REQUEST).refusal();

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.PROVIDERS_FAILED);
    assertThat(refusal.message())
        .startsWith("No provider has what it was asked for: correct model_id or base_url. small:");
    assertThat(refusal.retryAfter()).isEmpty();

    one.provider.on("small", failsWith(unknown.withStatus(400)));

    assertThat(one.failure(REQUEST).refusal().reason()).isEqualTo(Refusal.Reason.INVALID_REQUEST);
  }

  @Test
  void passesOnTheShortestWaitThatAProviderAskedFor() {
    ProviderException limited = ProviderException.of(FailureKind.RATE_LIMITED, "slow down");
    engine
        .provider
        .on("tiny", failsWith(limited))
        .on("small", failsWith(limited.withRetryAfter(Duration.ofSeconds(9))))
        .on("other", failsWith(limited.withRetryAfter(Duration.ofSeconds(4))));

    Refusal refusal = engine.failure(REQUEST).refusal();

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.RATE_LIMITED);
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(4));
  }

  @Test
  void asksForKeysWhereNoneIsAccepted() {
    EngineUnderTest one = new EngineUnderTest(SMALL);
    one.provider.on("small", fails(FailureKind.AUTH));

    assertThat(one.failure(REQUEST).refusal().message())
        .startsWith("No provider accepts its key: correct it.");
  }

  @Test
  void asksEachModelOnceAndSaysWhatEachOneLacked() {
    engine
        .provider
        .on("tiny", fails(FailureKind.TIMEOUT))
        .on("small", fails(FailureKind.UNAVAILABLE))
        .on("other", fails(FailureKind.BAD_RESPONSE));

    Refusal refusal = engine.failure(REQUEST).refusal();

    assertThat(engine.provider.asked()).containsExactly("small", "other", "tiny");
    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.PROVIDERS_FAILED);
    assertThat(refusal.message())
        .isEqualTo(
            "No model could answer: try again later, or let other models answer. small: UNAVAILABLE: as scripted;"
                + " other: BAD_RESPONSE: as scripted; tiny: TIMEOUT: as scripted");
    assertThat(engine.record().succeeded()).isFalse();
    assertThat(engine.record().error()).contains("PROVIDERS_FAILED");
    assertThat(engine.record().decision().orElseThrow().reason()).endsWith("no model answered");
  }
}
