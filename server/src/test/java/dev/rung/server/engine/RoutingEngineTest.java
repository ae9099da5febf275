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
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.select.Fleet;
import dev.rung.server.select.LimitsBuilder;
import dev.rung.server.select.Requests;
import dev.rung.server.template.TemplateAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
    assertThat(engine.record().routingFailed()).isTrue();
    assertThat(engine.record().succeeded()).isTrue();
  }

  @Test
  void answersFromATemplateWithoutAskingAnybody() {
    greet();
    Sinks.Stream caller = new Sinks.Stream();

    Outcome outcome = engine.stream(Requests.of("hi"), caller);

    Answer answer = ((Outcome.Answered) outcome).answer();
    assertThat(caller.text()).isEqualTo("Hello");
    assertThat(answer.tier()).isEqualTo(Tier.TEMPLATE);
    assertThat(answer.model()).isEmpty();
    assertThat(answer.cost().isZero()).isTrue();
    assertThat(answer.usage()).isEqualTo(Usage.NONE);
    assertThat(answer.decision().reason()).contains("greeting");
    assertThat(engine.provider.asked()).isEmpty();
    assertThat(engine.budget.reservations()).isEmpty();
    assertThat(engine.record().tier()).contains(Tier.TEMPLATE);
  }

  @Test
  void answersFromATemplateAtOnce() {
    greet();

    Optional<Outcome> outcome = engine.engine().immediately(Requests.of("hi"));

    assertThat(outcome).containsInstanceOf(Outcome.Answered.class);
    assertThat(engine.record().succeeded()).isTrue();
  }

  @Test
  void hasNothingAtOnceWithoutATemplateAndRecordsNothing() {
    assertThat(engine.engine().immediately(Requests.of("hi"))).isEmpty();
    assertThat(engine.records).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("requestsThatNoTemplateMayAnswer")
  void letsNoTemplateAnswerWhatNeedsAModel(GenerateRequest request) {
    greet();

    assertThat(engine.engine().immediately(request)).isEmpty();
    assertThat(engine.answer(request).model()).isPresent();
  }

  static Stream<GenerateRequest> requestsThatNoTemplateMayAnswer() {
    Message user = Message.of(Role.USER, "hi");
    Tool tool = new Tool("t", "", "{}");
    ToolChoice auto = new ToolChoice.Auto();
    return Stream.of(
        Requests.of(
            Prompt.ofMessages(List.of(Message.of(Role.SYSTEM, "Be kind."), user)), Limits.NONE),
        Requests.of(new Prompt(List.of(user), List.of(tool), auto, Optional.empty()), Limits.NONE),
        Requests.of(new Prompt(List.of(user), List.of(), auto, Optional.of("{}")), Limits.NONE),
        Requests.of("hi", new LimitsBuilder().model("small").build()),
        Requests.of("hi", new LimitsBuilder().minTier(Tier.TINY).build()),
        Requests.of("hi", new LimitsBuilder().noTemplates().build()),
        Requests.withHints(Requests.of("hi"), Requests.documents("a document")));
  }

  @Test
  void letsATemplateAnswerWhereTheLowestTierIsZero() {
    greet();
    Limits limits = new LimitsBuilder().minTier(Tier.TEMPLATE).build();

    assertThat(engine.answer(Requests.of("hi", limits)).tier()).isEqualTo(Tier.TEMPLATE);
  }

  @Test
  void asksNoTemplateWhereTheyAreSwitchedOff() {
    greet();
    engine.templatesOn = false;

    assertThat(engine.answer(Requests.of("hi")).model()).contains("small");
  }

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
    greet();
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
  void sendsNothingToAModelOutOfReachWhereRoutingIsOff() {
    engine.routing = false;
    FleetSource everything = engine.fleets;
    engine.fleets = roster -> without(SMALL, everything.picture(roster));

    assertThat(engine.answer(Requests.of("hi")).model()).contains("large");
  }

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
            Message.of(Role.SYSTEM, "Context:\n\n[1]\none\n\n[2]\ntwo"),
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
        .containsExactly(own, Message.of(Role.SYSTEM, "Context:\n\n[1]\ndoc"), user);
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

  private void greet() {
    engine.templates = text -> Optional.of(new TemplateAnswer("greeting", "Hello"));
  }

  private static Classifier failing() {
    return (prompt, hints) -> {
      throw new IllegalStateException("bug");
    };
  }

  private static Fleet without(Model model, Fleet fleet) {
    return new Fleet(
        fleet.models().stream().filter(state -> !state.model().equals(model)).toList(),
        fleet.budget(),
        false);
  }
}
