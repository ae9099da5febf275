package dev.rung.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Reduction;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.provider.Reach;
import dev.rung.server.select.LimitsBuilder;
import dev.rung.server.select.Requests;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReducedPromptTest {
  private static final Model PHI =
      Models.named("phi-2", Tier.SMALL).free().reach(Reach.IN_PROCESS).window(1_000).build();
  private static final Model LARGE = Models.named("large", Tier.LARGE).window(100_000).build();
  private static final GenerateRequest LONG =
      Requests.of("Sort:\n" + "row\n".repeat(2_000) + "Now.");
  private static final Reduction REDUCTION = new Reduction(0, 1_234);

  private static EngineUnderTest engine(Model... models) {
    EngineUnderTest engine = new EngineUnderTest(models);
    engine.provider.on(
        "phi-2",
        (call, sink) ->
            new Completion(
                FinishReason.STOP,
                Optional.of(ScriptedModel.USAGE),
                Optional.empty(),
                Optional.of(REDUCTION).filter(_ -> call.answerRoom().isPresent())));
    return engine;
  }

  @Test
  void saysWhatWasLeftOut() {
    EngineUnderTest engine = engine(PHI);

    Answer answer = engine.answer(LONG);

    assertThat(engine.provider.calls().getFirst().answerRoom()).hasValue(400);
    assertThat(answer.decision().reduction()).contains(REDUCTION);
    assertThat(answer.decision().degraded())
        .containsExactly(
            "the prompt is too long for phi-2: about 1234 tokens were left out, from the middle of"
                + " the text");
  }

  @Test
  void saysBeforehandWhatWouldBe() throws Exception {
    Decision decision = engine(PHI).engine().route(LONG, false);

    assertThat(decision.reduction()).contains(new Reduction(0, 1_407));
    assertThat(decision.degraded()).hasSize(1);
  }

  @Test
  void asksTheLastModelToShortenWhatTurnsOutNotToFit() {
    EngineUnderTest engine = engine(PHI);

    var _ = engine.answer(Requests.of("hi"));

    assertThat(engine.provider.calls().getFirst().answerRoom()).hasValue(400);
  }

  @Test
  void letsOthersTakeAllOfItBefore() {
    EngineUnderTest engine = engine(PHI, LARGE);

    Answer whole = engine.answer(LONG);
    var _ = engine.answer(Requests.of("hi"));

    assertThat(whole.model()).contains("large");
    assertThat(whole.decision().reduction()).isEmpty();
    assertThat(engine.provider.calls()).allMatch(call -> call.answerRoom().isEmpty());
  }

  @Test
  void shortensWhereWhoTakesAllOfItFails() {
    EngineUnderTest engine = engine(PHI, LARGE);
    engine.provider.on("large", ScriptedModel.fails(FailureKind.UNAVAILABLE));

    Answer answer = engine.answer(LONG);

    assertThat(engine.provider.asked()).containsExactly("large", "phi-2");
    assertThat(answer.decision().reduction()).contains(REDUCTION);
  }

  @Test
  void shortensForAModelThatIsNamedWhoeverFollows() {
    EngineUnderTest engine = engine(PHI, LARGE);

    Answer answer = engine.answer(Requests.of("hi", new LimitsBuilder().model("phi-2").build()));

    List<Call> calls = engine.provider.calls();
    assertThat(calls).hasSize(1);
    assertThat(calls.getFirst().answerRoom()).hasValue(400);
    assertThat(answer.decision().reduction()).contains(REDUCTION);
  }
}
