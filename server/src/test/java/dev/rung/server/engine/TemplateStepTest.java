package dev.rung.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.select.LimitsBuilder;
import dev.rung.server.select.Requests;
import dev.rung.server.template.TemplateAnswer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateStepTest {
  private static final Model SMALL = Models.named("small", Tier.SMALL).aliases("wee").build();
  private static final Model LARGE = Models.named("large", Tier.LARGE).price(10, 30).build();

  private final EngineUnderTest engine = new EngineUnderTest(SMALL, LARGE);

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
    engine.provider.on("small", ScriptedModel.says("{}"));

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

  private void greet() {
    engine.templates = text -> Optional.of(new TemplateAnswer("greeting", "Hello"));
  }
}
