package dev.rung.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Refusal.Reason;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Tier;
import dev.rung.server.guard.Hindrance;
import dev.rung.server.provider.Capability;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.select.Fleet;
import dev.rung.server.select.LimitsBuilder;
import dev.rung.server.select.Live;
import dev.rung.server.select.ModelState;
import dev.rung.server.select.Requests;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What callers are told while models rest. */
class RestingTest {
  private static final Model READER =
      Models.named("reader", Tier.SMALL).can(Capability.CHAT).build();
  private static final Model SEER =
      Models.named("seer", Tier.MEDIUM).can(Capability.CHAT, Capability.VISION).build();
  private static final Prompt IMAGE =
      Prompt.ofMessages(
          List.of(new Message(Role.USER, List.of(new Part.ImageUri("https://example.org/a.png")))));
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration LATER = Duration.ofSeconds(7);

  @Test
  void tellsWhoeverNeedsTheModelThatRestsWhenToComeBack() {
    EngineUnderTest engine = engine(Map.of(SEER, LATER));

    Refusal refusal = engine.rejection(Requests.of(IMAGE, Limits.NONE));

    assertThat(refusal.reason()).isEqualTo(Reason.RATE_LIMITED);
    assertThat(refusal.retryAfter()).contains(LATER);
    assertThat(refusal.message())
        .contains("reader cannot do vision", "seer rests", "Try again later");
  }

  @Test
  void letsNobodyWaitForAModelThatCannotServeTheRequest() {
    EngineUnderTest engine = engine(Map.of(READER, SOON, SEER, LATER));

    assertThat(engine.rejection(Requests.of(IMAGE, Limits.NONE)).retryAfter()).contains(LATER);

    EngineUnderTest blind = new EngineUnderTest(READER);
    blind.fleets = (roster, caller) -> fleet(blind, caller, Map.of(READER, SOON), READER);

    Refusal refusal = blind.rejection(Requests.of(IMAGE, Limits.NONE));

    assertThat(refusal.reason()).isEqualTo(Reason.MODEL_UNABLE);
    assertThat(refusal.retryAfter()).isEmpty();
  }

  @Test
  void tellsWhoeverAllowsOneTierOnlyWhenItServesAgain() {
    EngineUnderTest engine = engine(Map.of(READER, SOON));

    Refusal refusal =
        engine.rejection(Requests.of("hi", new LimitsBuilder().maxTier(Tier.SMALL).build()));

    assertThat(refusal.reason()).isEqualTo(Reason.RATE_LIMITED);
    assertThat(refusal.retryAfter()).contains(SOON);
  }

  @ParameterizedTest
  @CsvSource({"PAUSE, RATE_LIMITED", "LIMITED, RATE_LIMITED", "BREAKER, OVERLOADED"})
  void tellsALimitFromAModelThatIsNotWell(Hindrance.Kind kind, Reason reason) {
    assertThat(restingBy(kind).reason()).isEqualTo(reason);
    assertThat(restingBy(kind).retryAfter()).contains(SOON);
  }

  @ParameterizedTest
  @EnumSource(
      value = Hindrance.Kind.class,
      names = {"QUOTA", "KEY"})
  void letsNobodyWaitForWhatAPersonHasToDo(Hindrance.Kind kind) {
    Refusal refusal = restingBy(kind);

    assertThat(refusal.reason()).isEqualTo(Reason.PROVIDERS_FAILED);
    assertThat(refusal.retryAfter()).isEmpty();
    assertThat(refusal.message()).contains("reader has ", "Correct the key, top the account up");
  }

  private static Refusal restingBy(Hindrance.Kind kind) {
    EngineUnderTest engine = new EngineUnderTest(READER);
    engine.fleets =
        (roster, caller) ->
            new Fleet(
                List.of(state(READER, Optional.of(new Hindrance(kind, SOON)))),
                engine.budget.state(caller),
                true);
    return engine.rejection(Requests.of("hi"));
  }

  private static EngineUnderTest engine(Map<Model, Duration> resting) {
    EngineUnderTest engine = new EngineUnderTest(READER, SEER);
    engine.fleets = (roster, caller) -> fleet(engine, caller, resting, READER, SEER);
    return engine;
  }

  private static Fleet fleet(
      EngineUnderTest engine, Caller caller, Map<Model, Duration> resting, Model... models) {
    List<ModelState> states = List.of(models).stream().map(model -> state(model, resting)).toList();
    return new Fleet(states, engine.budget.state(caller), true);
  }

  private static ModelState state(Model model, Map<Model, Duration> resting) {
    return state(
        model,
        Optional.ofNullable(resting.get(model))
            .map(left -> new Hindrance(Hindrance.Kind.PAUSE, left)));
  }

  private static ModelState state(Model model, Optional<Hindrance> resting) {
    return new ModelState(
        model,
        model.latencyPrior(),
        model.qualityPrior(),
        Optional.empty(),
        Optional.empty(),
        resting,
        false,
        Live.UNKNOWN);
  }
}
