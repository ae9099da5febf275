package dev.rung.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.select.Requests;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PromptShapingTest {
  private static final Model SMALL = Models.named("small", Tier.SMALL).aliases("wee").build();

  private final EngineUnderTest engine = new EngineUnderTest(SMALL);

  @Test
  void asksTheTierWithItsDefaultsWhereTheRequestSaysNothing() {
    engine.tiers.put(
        Tier.SMALL,
        new TierDefaults(OptionalDouble.of(0.2), OptionalInt.of(77), Optional.of("Be brief.")));

    engine.answer(Requests.withHints(Requests.of("hi"), Requests.documents("one", "two")));
    engine.answer(Requests.withMaxTokens(Requests.of("hi"), 99));

    Call shaped = engine.provider.calls().getFirst();
    assertThat(shaped.sampling().temperature()).hasValue(0.2);
    assertThat(shaped.maxTokens()).isEqualTo(77);
    assertThat(shaped.prompt().messages())
        .containsExactly(
            Message.of(Role.SYSTEM, "Be brief."),
            Message.material(Role.SYSTEM, "Context:\n\n[1]\none\n\n[2]\ntwo"),
            Message.of(Role.USER, "hi"));
    assertThat(engine.provider.calls().getLast().maxTokens()).isEqualTo(99);
  }

  @Test
  void sendsAPromptAsItIsWhereNothingIsToBeAdded() {
    GenerateRequest request = Requests.of("hi");

    engine.answer(request);

    assertThat(engine.provider.calls().getFirst().prompt()).isSameAs(request.prompt());
    assertThat(engine.provider.calls().getFirst().sampling()).isSameAs(request.sampling());
    assertThat(engine.provider.calls().getFirst().maxTokens()).isEqualTo(1_024);
  }

  @Test
  void keepsTheSystemPromptOfTheConversationBeforeTheDocuments() {
    engine.tiers.put(
        Tier.SMALL,
        new TierDefaults(OptionalDouble.empty(), OptionalInt.empty(), Optional.of("Be brief.")));
    Message own = Message.of(Role.SYSTEM, "Be long.");
    Message user = Message.of(Role.USER, "hi");
    Hints documents = Requests.documents("doc");

    engine.answer(
        Requests.withHints(
            Requests.of(Prompt.ofMessages(List.of(own, user)), Limits.NONE), documents));

    assertThat(engine.provider.calls().getFirst().prompt().messages())
        .containsExactly(own, Message.material(Role.SYSTEM, "Context:\n\n[1]\ndoc"), user);
  }

  @Test
  void asksAtTheTemperatureOfTheRequestBeforeThatOfTheTier() {
    engine.tiers.put(
        Tier.SMALL,
        new TierDefaults(OptionalDouble.of(0.2), OptionalInt.empty(), Optional.empty()));
    Sampling warm =
        new Sampling(
            OptionalInt.empty(),
            OptionalDouble.of(1.5),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            List.of());

    engine.answer(Requests.withSampling(Requests.of("hi"), warm));

    assertThat(engine.provider.calls().getFirst().sampling()).isSameAs(warm);
  }
}
