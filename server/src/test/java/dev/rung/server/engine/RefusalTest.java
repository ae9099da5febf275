package dev.rung.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.budget.BudgetKey;
import dev.rung.server.budget.BudgetState;
import dev.rung.server.budget.Headroom;
import dev.rung.server.budget.Period;
import dev.rung.server.budget.Scope;
import dev.rung.server.generate.BudgetMode;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Refusal.Reason;
import dev.rung.server.generate.Rights;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Capability;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.select.Fleet;
import dev.rung.server.select.LimitsBuilder;
import dev.rung.server.select.Requests;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What callers are told who are refused before anybody was asked. */
class RefusalTest {
  private static final Model SMALL =
      Models.named("small", Tier.SMALL)
          .can(Capability.CHAT)
          .window(2_000)
          .quality(0.6)
          .aliases("wee")
          .build();
  private static final Prompt IMAGE =
      Prompt.ofMessages(
          List.of(new Message(Role.USER, List.of(new Part.ImageUri("https://example.org/a.png")))));

  private EngineUnderTest engine = new EngineUnderTest(SMALL);

  @AfterEach
  void askedNobodyAndRecordedTheRefusalOnce() {
    assertThat(engine.provider.asked()).isEmpty();
    assertThat(engine.budget.reservations()).isEmpty();
    assertThat(engine.record().succeeded()).isFalse();
    assertThat(engine.record().cost().isZero()).isTrue();
  }

  @Test
  void namesTheNearestOfAnUnknownModel() {
    Refusal refusal = refusal("hi", new LimitsBuilder().model("smal").build());

    assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_MODEL);
    assertThat(refusal.field()).contains("model");
    assertThat(refusal.nearest()).containsExactly("small", "wee");
    assertThat(refusal.message())
        .isEqualTo("There is no model or alias \"smal\". Nearest: small, wee.");
    assertThat(engine.record().routed()).isFalse();
  }

  @Test
  void saysHowToGetAModelWhereThereIsNone() {
    engine = new EngineUnderTest();

    Refusal refusal = refusal("hi", new LimitsBuilder().model("gpt-4o").build());

    assertThat(refusal.nearest()).isEmpty();
    assertThat(refusal.message())
        .isEqualTo(
            "There is no model or alias \"gpt-4o\". gpt-4o is openai's: set OPENAI_API_KEY and"
                + " start Rung again. No model is configured. Set OPENAI_API_KEY, start Ollama, or"
                + " put a checkpoint into models/ ('rung models pull phi-2').");
  }

  @Test
  void saysHowToGetAKnownModelBesideOthers() {
    Refusal refusal = refusal("hi", new LimitsBuilder().model("GPT-4o").build());

    assertThat(refusal.message())
        .isEqualTo(
            "There is no model or alias \"GPT-4o\". gpt-4o is openai's: set OPENAI_API_KEY and"
                + " start Rung again. Nearest: small, wee.");
  }

  @Test
  void saysHowToGetAModelWhereTheOnlyOneWaitsToBeNamed() {
    engine =
        new EngineUnderTest(
            List.of(
                new Listed(
                    Models.named("shown", Tier.TINY).onRequest().build(), Optional.empty())));

    Refusal refusal = refusal("hi", Limits.NONE);

    assertThat(refusal.message())
        .contains("tier 1: shown answers only requests that name it;")
        .contains(" Set OPENAI_API_KEY, start Ollama, or put a checkpoint into models/");
  }

  @Test
  void tellsATenantThatMayUseNoneOfTheModelsSoWhateverElseTheyLack() {
    engine =
        new EngineUnderTest(
            List.of(
                new Listed(Models.named("shown", Tier.TINY).onRequest().build(), Optional.empty()),
                new Listed(SMALL, Optional.of("needs TOGETHER_API_KEY")),
                EngineUnderTest.ready(Models.named("large", Tier.LARGE).build())));
    Caller caller =
        new Caller("acme", new Rights(Optional.empty(), Optional.empty(), Set.of("gone")), false);

    Refusal refusal =
        engine.rejection(
            Requests.by(
                caller, Requests.of("hi", new LimitsBuilder().maxTier(Tier.MEDIUM).build())));

    assertThat(refusal.reason()).isEqualTo(Reason.NOT_ALLOWED);
    assertThat(refusal.message())
        .isEqualTo(
            "No model can serve this request. tier 1: shown is not allowed to this tenant; tier 2:"
                + " small is not allowed to this tenant; tier 3: no model; tier 4: large is not"
                + " allowed to this tenant; local fallback: no model. Ask the operator to allow"
                + " this tenant more models or tiers.");
  }

  @Test
  void saysPerTierWhatIsLackingAndWhatToDo() {
    engine =
        new EngineUnderTest(
            List.of(
                new Listed(SMALL, Optional.of("needs TOGETHER_API_KEY")),
                new Listed(
                    Models.named("large", Tier.LARGE).build(), Optional.of("was not reached"))));

    Refusal refusal = refusal("hi", Limits.NONE);

    assertThat(refusal.reason()).isEqualTo(Reason.NO_MODEL);
    assertThat(refusal.message())
        .isEqualTo(
            "No model can serve this request."
                + " tier 1: no model; tier 2: small needs TOGETHER_API_KEY; tier 3: no model;"
                + " tier 4: large was not reached; local fallback: no model."
                + " Set OPENAI_API_KEY, start Ollama, or put a checkpoint into models/"
                + " ('rung models pull phi-2').");
    assertThat(engine.record().decision().orElseThrow().reason())
        .isEqualTo("as scripted; no model can serve it");
  }

  @Test
  void saysWhatToDoWhereNoModelIsKnownAtAll() {
    engine = new EngineUnderTest();

    Refusal refusal = refusal("hi", Limits.NONE);

    assertThat(refusal.reason()).isEqualTo(Reason.NO_MODEL);
    assertThat(refusal.message()).contains("tier 4: no model", "Set OPENAI_API_KEY, start Ollama");
  }

  @Test
  void saysWhatANamedModelLacks() {
    engine = new EngineUnderTest(List.of(new Listed(SMALL, Optional.of("set SMALL_KEY"))));

    Refusal refusal = refusal("hi", new LimitsBuilder().model("small").build());

    assertThat(refusal.reason()).isEqualTo(Reason.NO_MODEL);
    assertThat(refusal.message())
        .isEqualTo("No model can serve this request. small: set SMALL_KEY.");
  }

  @Test
  void saysThatANamedModelIsOutOfReach() {
    engine.fleets = (roster, caller) -> new Fleet(List.of(), BudgetState.UNLIMITED, false);

    Refusal refusal = refusal("hi", new LimitsBuilder().model("small").build());

    assertThat(refusal.message()).contains("small: is out of reach.");
  }

  @Test
  void tellsThatNoModelIsAble() {
    Refusal refusal = engine.rejection(Requests.of(IMAGE, Limits.NONE));

    assertThat(refusal.reason()).isEqualTo(Reason.MODEL_UNABLE);
    assertThat(refusal.message()).contains("small cannot do vision", "Add a model that can");
  }

  @Test
  void tellsThatNoModelIsGoodEnough() {
    Refusal refusal = refusal("hi", new LimitsBuilder().minQuality(0.99).build());

    assertThat(refusal.reason()).isEqualTo(Reason.MODEL_UNABLE);
    assertThat(refusal.message()).contains("Lower min_quality");
  }

  @Test
  void tellsThatTheCostLimitPaysNobody() {
    Refusal refusal = refusal("hi", new LimitsBuilder().maxCost(new Money(10)).build());

    assertThat(refusal.reason()).isEqualTo(Reason.COST_LIMIT);
    assertThat(refusal.message()).contains("over max_cost", "Raise max_cost_usd");
  }

  @Test
  void tellsThatAModelOfUnknownPriceCannotKeepACostLimit() {
    engine = new EngineUnderTest(Models.named("mystery", Tier.SMALL).unpriced().build());

    Refusal refusal = refusal("hi", new LimitsBuilder().maxCost(Money.ofUsd(100)).build());

    assertThat(refusal.reason()).isEqualTo(Reason.COST_LIMIT);
    assertThat(refusal.message()).contains("mystery has no known price");
  }

  @Test
  void tellsThatThePromptFitsNoWindow() {
    Refusal refusal = refusal("word ".repeat(4_000), Limits.NONE);

    assertThat(refusal.reason()).isEqualTo(Reason.CONTEXT_TOO_LONG);
    assertThat(refusal.message()).contains("do not fit its window of 2000", "Shorten the prompt");
  }

  @Test
  void tellsThatTheBudgetPaysNobody() {
    Headroom none =
        new Headroom(new BudgetKey(Scope.GLOBAL, Period.DAILY), Money.ZERO, Optional.empty());
    engine.budget.state(new BudgetState(BudgetMode.EXHAUSTED, Optional.of(none)));

    Refusal refusal = refusal("hi", Limits.NONE);

    assertThat(refusal.reason()).isEqualTo(Reason.BUDGET_EXCEEDED);
    assertThat(refusal.message())
        .contains("more than the budget global/daily has left", "Raise the budget");
  }

  @Test
  void tellsATenantNothingOfWhatOthersSpent() {
    Headroom some =
        new Headroom(new BudgetKey(Scope.GLOBAL, Period.DAILY), new Money(7), Optional.empty());
    engine.budget.state(new BudgetState(BudgetMode.PREFER_LOCAL, Optional.of(some)));

    Refusal refusal = engine.rejection(Requests.by(new Caller("acme"), Requests.of("hi")));

    assertThat(refusal.reason()).isEqualTo(Reason.BUDGET_EXCEEDED);
    assertThat(refusal.quota()).contains(some.toldTo(new Caller("acme")));
    assertThat(refusal.quota().orElseThrow().left()).isEmpty();
    assertThat(refusal.message()).doesNotContain("0.000000007");
  }

  @Test
  void tellsThatTheRequestsTiersAreEmpty() {
    Refusal refusal = refusal("hi", new LimitsBuilder().minTier(Tier.LARGE).build());

    assertThat(refusal.reason()).isEqualTo(Reason.NO_MODEL);
    assertThat(refusal.message())
        .contains("small tier 2 is outside the request's tiers", "Allow more tiers");
  }

  @Test
  void tellsThatNothingIsLocal() {
    Refusal refusal = refusal("hi", new LimitsBuilder().strategy(Strategy.LOCAL_ONLY).build());

    assertThat(refusal.reason()).isEqualTo(Reason.NO_MODEL);
    assertThat(refusal.message())
        .contains("small is not on this machine", "Ask by another strategy");
  }

  @Test
  void refusesWhereRoutingIsOffAndTheDefaultModelIsMissing() {
    engine.routing = false;
    engine.defaultModel = Optional.of("gone");

    Refusal refusal = refusal("hi", Limits.NONE);

    assertThat(refusal.reason()).isEqualTo(Reason.NO_MODEL);
    assertThat(refusal.message()).contains("\"gone\" does not exist", "routing.default_model");
  }

  @Test
  void refusesWhereRoutingIsOffAndNothingIsReady() {
    engine = new EngineUnderTest(List.of(new Listed(SMALL, Optional.of("set SMALL_KEY"))));
    engine.routing = false;

    Refusal refusal = refusal("hi", Limits.NONE);

    assertThat(refusal.reason()).isEqualTo(Reason.NO_MODEL);
    assertThat(refusal.message()).contains("Routing is off and no model is ready");
  }

  private Refusal refusal(String prompt, Limits limits) {
    GenerateRequest request = Requests.of(prompt, limits);
    return engine.rejection(request);
  }
}
