package dev.rung.server.engine;

import static dev.rung.server.engine.ScriptedModel.failsWith;
import static dev.rung.server.engine.ScriptedModel.hands;
import static dev.rung.server.engine.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.select.LimitsBuilder;
import dev.rung.server.select.Requests;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What is believed of a provider's counts, and what takes their place where there are none. */
class CountsTest {
  private static final Model SMALL = Models.named("small", Tier.SMALL).price(1, 2).build();
  private static final Model OTHER = Models.named("other", Tier.SMALL).price(2, 4).build();
  private static final GenerateRequest REQUEST = Requests.of("tell me something");

  private final EngineUnderTest engine = new EngineUnderTest(SMALL, OTHER);

  @Test
  void estimatesWhatNobodyCounted() {
    engine.provider.on(
        "small", says("twelve chars").endingWith(FinishReason.STOP, Optional.empty()));

    Answer answer = engine.answer(Requests.of("sixteen letters!"));

    assertThat(answer.usage()).isEqualTo(new Usage(4 + 4, 0, 3, 0, true));
    assertThat(answer.cost()).isEqualTo(new Money(8 * 1_000 + 3 * 2_000));
  }

  @Test
  void billsACallThatTheCallerLeftByWhatWasCountedUntilThen() {
    engine.provider.on("small", countsThenSays(new Usage(700, 200, 1, 0, true), "twelve chars"));

    Outcome outcome = engine.stream(REQUEST, new Sinks.Stream(0));

    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(engine.record().usage()).isEqualTo(new Usage(700, 200, 3, 0, true));
    assertThat(engine.budget.settled()).containsExactly(new Money(700 * 1_000 + 3 * 2_000));
  }

  @Test
  void believesALastCountEvenWhereTheCallerLeft() {
    engine.provider.on("small", countsThenSays(new Usage(70, 0, 50, 0, false), "x"));

    engine.stream(REQUEST, new Sinks.Stream(0));

    assertThat(engine.record().usage()).isEqualTo(new Usage(70, 0, 50, 0, false));
  }

  @Test
  void addsWhatWasSaidToACountThatBrokeOff() {
    ProviderException broken =
        ProviderException.of(FailureKind.OVERLOADED, "no").withUsage(new Usage(10, 0, 1, 0, true));
    engine.provider.on(
        "small",
        (call, sink) -> {
          sink.accept(new Chunk.Delta("twelve chars"));
          throw broken;
        });

    assertThat(engine.answer(REQUEST).decision().attempts().getFirst().cost())
        .isEqualTo(new Money(10 * 1_000 + 3 * 2_000));
  }

  @Test
  void billsWhatWasCountedBeforeAFailureThatSaysNothing() {
    engine.provider.on(
        "small",
        (call, sink) -> {
          sink.counted(new Usage(10, 0, 1, 0, true));
          throw ProviderException.of(FailureKind.UNAVAILABLE, "lost");
        });

    assertThat(engine.answer(REQUEST).decision().attempts().getFirst().cost())
        .isEqualTo(new Money(10 * 1_000 + 1 * 2_000));
  }

  @Test
  void takesACountThatNoCallCanHaveForTheMostThatOneCanAndMarksIt() {
    Usage claimed = new Usage(100_000_000_000L, 90_000_000_000L, 100_000_000_000L, 70, false);
    engine.provider.on(
        "small", says("two words").endingWith(FinishReason.STOP, Optional.of(claimed)));

    Answer answer = engine.answer(REQUEST);

    long most = 2L * SMALL.contextWindow();
    assertThat(answer.usage()).isEqualTo(new Usage(most, most, most, 70, true));
    assertThat(engine.budget.settled()).containsExactly(new Money(most * 1_000 + most * 2_000));
  }

  @Test
  void takesNoCountOfAFailedCallForMoreThanOneCanHave() {
    ProviderException counted =
        ProviderException.of(FailureKind.OVERLOADED, "no")
            .withUsage(new Usage(10, 0, 100_000_000_000L, 0, true));
    engine.provider.on("small", failsWith(counted));

    assertThat(engine.answer(REQUEST).decision().attempts().getFirst().cost())
        .isEqualTo(new Money(10 * 1_000 + 2L * SMALL.contextWindow() * 2_000));
  }

  @Test
  void believesAProviderThatCountsAsManyTokensAsThePromptHasBytes() {
    GenerateRequest request = Requests.of("x".repeat(30_000));
    Usage claimed = new Usage(30_000, 0, 2, 0, false);
    engine.provider.on("small", says("ok").endingWith(FinishReason.STOP, Optional.of(claimed)));

    assertThat(engine.answer(request).usage()).isEqualTo(claimed);
  }

  @Test
  void estimatesToolCallsToo() {
    engine.provider.on(
        "small",
        hands(new Chunk.ToolCallDelta(0, "c1", "find", "{\"at\":\"Oslo\"}"))
            .endingWith(FinishReason.TOOL_CALLS, Optional.empty()));

    assertThat(engine.answer(REQUEST).usage().outputTokens()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void countsTheTiersSystemPromptBeforeAndAfter() {
    String longPrompt = "Answer briefly. ".repeat(100);
    engine.tiers.put(
        Tier.SMALL,
        new TierDefaults(OptionalDouble.empty(), OptionalInt.empty(), Optional.of(longPrompt)));
    engine.provider.on("small", says("ok").endingWith(FinishReason.STOP, Optional.empty()));
    Prompt withItsOwn =
        Prompt.ofMessages(List.of(Message.of(Role.SYSTEM, "Be."), Message.of(Role.USER, "hi")));

    Answer added = engine.answer(Requests.of("hi"));
    engine.answer(Requests.of(withItsOwn, new LimitsBuilder().build()));

    assertThat(added.usage().inputTokens()).isGreaterThan(400);
    Money first = engine.budget.reservations().getFirst().estimate();
    Money second = engine.budget.reservations().getLast().estimate();
    assertThat(first.minus(second)).isGreaterThan(new Money(1_500 * 1_000));
  }

  private static ScriptedModel.Script countsThenSays(Usage counted, String text) {
    return (call, sink) -> {
      sink.counted(counted);
      return says(text).play(call, sink);
    };
  }
}
