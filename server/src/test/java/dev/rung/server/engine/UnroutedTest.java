package dev.rung.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.classify.Classifier;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Rights;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.select.Fleet;
import dev.rung.server.select.LimitsBuilder;
import dev.rung.server.select.Requests;
import dev.rung.server.template.TemplateAnswer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Requests that name their model, and all of them where routing is off. */
class UnroutedTest {
  private static final Model SMALL = Models.named("small", Tier.SMALL).aliases("wee").build();
  private static final Model LARGE = Models.named("large", Tier.LARGE).price(10, 30).build();

  private final EngineUnderTest engine = new EngineUnderTest(SMALL, LARGE);

  @Test
  void servesAnAliasWithoutRouting() {
    engine.classifier = failing();

    Answer answer = engine.answer(Requests.of("hi", new LimitsBuilder().model("WEE").build()));

    assertThat(answer.model()).contains("small");
    assertThat(answer.decision().reason()).isEqualTo("the request names small");
    assertThat(answer.decision().classifiedTier()).isEqualTo(Tier.SMALL);
    assertThat(engine.record().routed()).isFalse();
  }

  @Test
  void tellsATenantThatMayUseNoModelSoWhereItNamesOneThatDoesNotExist() {
    Caller caller =
        new Caller("acme", new Rights(Optional.empty(), Optional.empty(), Set.of("gone")), false);

    Refusal refusal =
        engine.rejection(
            Requests.by(caller, Requests.of("hi", new LimitsBuilder().model("smal").build())));

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.NOT_ALLOWED);
    assertThat(refusal.field()).contains("model");
    assertThat(refusal.message())
        .isEqualTo(
            "There is no model or alias \"smal\", and the tenant acme may use none of those that"
                + " there are: it may use the model gone. Ask the operator to allow"
                + " this tenant more models or tiers.");
  }

  @Test
  void servesANamedLocalFallbackThoughItHasNoRank() {
    Model mamba = Models.named("mamba", Tier.LOCAL_FALLBACK).free().build();

    Answer answer =
        new EngineUnderTest(mamba)
            .answer(Requests.of("hi", new LimitsBuilder().model("mamba").build()));

    assertThat(answer.tier()).isEqualTo(Tier.LOCAL_FALLBACK);
    assertThat(answer.decision().classifiedTier()).isEqualTo(Tier.MEDIUM);
  }

  @Test
  void sendsEverythingToTheDefaultModelWhereRoutingIsOff() {
    engine.templates = text -> Optional.of(new TemplateAnswer("greeting", "Hello"));
    engine.routing = false;
    engine.defaultModel = Optional.of("large");
    engine.classifier = failing();

    Answer answer = engine.answer(Requests.of("hi"));

    assertThat(answer.model()).contains("large");
    assertThat(answer.decision().reason()).isEqualTo("routing is off: everything goes to large");
    assertThat(engine.record().routed()).isFalse();
  }

  @Test
  void sendsEverythingToTheFirstReadyModelWhereNoDefaultIsNamed() {
    EngineUnderTest off =
        new EngineUnderTest(
            List.of(new Listed(LARGE, Optional.of("set KEY")), EngineUnderTest.ready(SMALL)));
    off.routing = false;

    assertThat(off.answer(Requests.of("hi")).model()).contains("small");
  }

  @Test
  void sendsNothingUnnamedToAModelThatWaitsToBeNamed() {
    Model shown = Models.named("shown", Tier.TINY).onRequest().build();
    EngineUnderTest off = new EngineUnderTest(shown, SMALL);
    off.routing = false;

    assertThat(off.answer(Requests.of("hi")).model()).contains("small");
  }

  @Test
  void namesOnlyModelsThatTheCallerMayUseInPlaceOfAnUnknownOne() {
    Caller tenant =
        new Caller("acme", new Rights(Optional.empty(), Optional.of(Tier.SMALL), Set.of()), false);

    Refusal refusal =
        engine.rejection(
            Requests.by(tenant, Requests.of("hi", new LimitsBuilder().model("larg").build())));

    assertThat(refusal.nearest()).containsExactly("small", "wee");
  }

  @Test
  void sendsNothingToAModelOutOfReachWhereRoutingIsOff() {
    engine.routing = false;
    FleetSource everything = engine.fleets;
    engine.fleets = (roster, caller) -> without(SMALL, everything.picture(roster, caller));

    assertThat(engine.answer(Requests.of("hi")).model()).contains("large");
  }

  private static Fleet without(Model model, Fleet fleet) {
    return new Fleet(
        fleet.models().stream().filter(state -> !state.model().equals(model)).toList(),
        fleet.budget(),
        false);
  }

  private static Classifier failing() {
    return (prompt, hints) -> {
      throw new IllegalStateException("bug");
    };
  }
}
