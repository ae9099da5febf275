package dev.rung.server.engine;

import static dev.rung.server.engine.ScriptedModel.hands;
import static dev.rung.server.engine.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.classify.Classification;
import dev.rung.server.classify.Classifier;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Arm;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Signal;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.select.LimitsBuilder;
import dev.rung.server.select.Requests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RoutingEngineTest {
  private static final Model SMALL = Models.named("small", Tier.SMALL).aliases("wee").build();
  private static final Model LARGE = Models.named("large", Tier.LARGE).price(10, 30).build();

  private final EngineUnderTest engine = new EngineUnderTest(SMALL, LARGE);

  @Test
  void answersWithAllThatTheModelSaid() {
    engine.provider.on("small", says("Once ", "upon ", "a time"));
    Sinks.Stream caller = new Sinks.Stream();

    Outcome outcome = engine.stream(Requests.of("a story"), caller);

    Answer answer = ((Outcome.Answered) outcome).answer();
    assertThat(answer.text()).isEqualTo("Once upon a time").isEqualTo(caller.text());
    assertThat(answer.id()).isEqualTo(Requests.of("a story").id());
    assertThat(answer.provider()).isEqualTo("scripted");
    assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(answer.cacheHit()).isFalse();
    assertThat(answer.decision().reason()).isEqualTo("as scripted; small by strategy balanced");
    assertThat(engine.record().routed()).isTrue();
    assertThat(engine.record().routingFailed()).isFalse();
    assertThat(engine.record().decision()).contains(answer.decision());
  }

  @Test
  void putsToolCallsTogetherFromTheirPieces() {
    engine.provider.on(
        "small",
        hands(
            new Chunk.ToolCallDelta(0, "c1", "weather", ""),
            new Chunk.ToolCallDelta(0, "", "", "{\"city\":"),
            new Chunk.ToolCallDelta(1, "c2", "time", "{}"),
            new Chunk.ToolCallDelta(0, "", "", "\"Oslo\"}")));

    Answer answer = engine.answer(Requests.of("weather and time?"));

    assertThat(answer.toolCalls())
        .containsExactly(
            new ToolCall("c1", "weather", "{\"city\":\"Oslo\"}"), new ToolCall("c2", "time", "{}"));
    assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(answer.timeToFirstToken()).isPresent();
  }

  @Test
  void letsAProviderSeeWhetherTheCallerHasSomething() {
    List<Boolean> committed = new ArrayList<>();
    engine.provider.on(
        "small",
        (call, sink) -> {
          committed.add(sink.committed());
          Completion done = says("text").play(call, sink);
          committed.add(sink.committed());
          return done;
        });

    engine.stream(Requests.of("hi"), new Sinks.Stream());

    assertThat(committed).containsExactly(false, true);
  }

  @Test
  void tellsTheModelHowTheCallerReads() {
    engine.generate(Requests.of("hi"));
    engine.stream(Requests.of("hi"), new Sinks.Stream());

    assertThat(engine.provider.calls().getFirst().stream()).isFalse();
    assertThat(engine.provider.calls().getLast().stream()).isTrue();
  }

  @Test
  void showsTheArmAndClassificationOfARequest() {
    Arm arm = new Arm("canary", "b");
    engine.experiments = (request, tier) -> Optional.of(arm);
    engine.classifier =
        (prompt, hints) ->
            new Classification(
                Tier.LARGE,
                0.9,
                0.6,
                List.of(0.0, 0.0, 0.1, 0.2, 0.7),
                OptionalDouble.of(0.3),
                true,
                true,
                List.of(),
                "the default tier");

    Answer answer = engine.answer(Requests.of("design a city"));

    assertThat(answer.model()).contains("large");
    assertThat(answer.decision().arm()).contains(arm);
    assertThat(answer.decision().bumped()).isTrue();
    assertThat(answer.decision().gain()).hasValue(0.3);
    assertThat(answer.decision().signals()).extracting(Signal::name).contains("gain");
    assertThat(engine.record().routingFailed()).isTrue();
    assertThat(engine.record().succeeded()).isTrue();
  }

  @Test
  void recordsABugOnTheWayAndLetsItGoOn() {
    engine.classifier = failing();

    assertThatThrownBy(() -> engine.generate(Requests.of("hi")))
        .isInstanceOf(IllegalStateException.class);

    assertThat(engine.record().error()).contains("INTERNAL");
    assertThat(engine.record().finishReason()).isEqualTo(FinishReason.ERROR);
    assertThat(engine.record().latency()).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void recordsABugInATemplateOnBothWays() {
    engine.templates =
        text -> {
          throw new IllegalStateException("bug");
        };

    assertThatThrownBy(() -> engine.engine().immediately(Requests.of("hi")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> engine.generate(Requests.of("hi")))
        .isInstanceOf(IllegalStateException.class);

    assertThat(engine.records).hasSize(2);
    assertThat(engine.records)
        .allSatisfy(record -> assertThat(record.error()).contains("INTERNAL"));
  }

  @Test
  void recordsAFailureOfTheMachineToo() {
    engine.provider.on(
        "small",
        (call, sink) -> {
          throw new StackOverflowError();
        });

    assertThatThrownBy(() -> engine.generate(Requests.of("hi")))
        .isInstanceOf(StackOverflowError.class);

    assertThat(engine.record().error()).contains("INTERNAL");
    assertThat(engine.budget.open()).isZero();
  }

  @Test
  void usesTheStrategyOfTheRequest() {
    Limits limits = new LimitsBuilder().strategy(Strategy.PRIORITY).build();

    assertThat(engine.answer(Requests.of("hi", limits)).decision().strategy())
        .isEqualTo(Strategy.PRIORITY);
  }

  private static Classifier failing() {
    return (prompt, hints) -> {
      throw new IllegalStateException("bug");
    };
  }
}
