package dev.rung.server.engine;

import static dev.rung.server.engine.ScriptedModel.fails;
import static dev.rung.server.engine.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.guard.Retries;
import dev.rung.server.guard.RetrySettings;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.select.LimitsBuilder;
import dev.rung.server.select.Requests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Answers that must follow a JSON schema. */
class AnswerCheckTest {
  private static final Model SMALL = Models.named("small", Tier.SMALL).price(1, 2).build();
  private static final Model LARGE = Models.named("large", Tier.LARGE).price(10, 30).build();

  private final EngineUnderTest engine = new EngineUnderTest(SMALL, LARGE);
  private final FakeGuard guard = new FakeGuard();

  private static GenerateRequest asking(String schema, Limits limits) {
    return Requests.of(
        new Prompt(
            List.of(Message.of(Role.USER, "who?")),
            List.of(),
            new ToolChoice.Auto(),
            Optional.of(schema)),
        limits);
  }

  private static GenerateRequest asking() {
    return asking("{\"type\":\"object\",\"required\":[\"name\"]}", Limits.NONE);
  }

  @Test
  void climbsToTheNextTierWhereAnAnswerMissesItsSchema() {
    engine.guard = guard;
    engine.provider.on("small", says("{\"nam\":", "1}")).on("large", says("{\"name\":", "1}"));

    Answer answer = engine.answer(asking());

    assertThat(answer.text()).isEqualTo("{\"name\":1}");
    assertThat(answer.model()).contains("large");
    Attempt first = answer.decision().attempts().getFirst();
    assertThat(first.result()).isEqualTo(Attempt.Result.UNFIT);
    assertThat(first.error())
        .contains("BAD_RESPONSE: small gave an answer that misses its schema in required");
    assertThat(first.cost().isZero()).isFalse();
    assertThat(guard.told).containsExactly("small answered with 1500", "large answered with 1500");
    assertThat(engine.budget.open()).isZero();
  }

  @Test
  void holdsAStreamBackUntilItIsChecked() {
    engine
        .provider
        .on("small", says("not ", "JSON"))
        .on("large", says("```json\n{\"name\":", "1}\n```"));
    Sinks.Stream caller = new Sinks.Stream();

    Outcome outcome = engine.stream(asking(), caller);

    assertThat(caller.text()).isEqualTo("{\"name\":1}");
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            answered -> assertThat(answered.answer().text()).isEqualTo(caller.text()));
  }

  @Test
  void failsWhereNobodyElseMayAnswer() {
    engine.provider.on("small", says("not JSON"));

    Refusal refusal =
        engine
            .failure(asking("{\"type\":\"object\"}", new LimitsBuilder().model("small").build()))
            .refusal();

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.PROVIDERS_FAILED);
    assertThat(refusal.message()).contains("small gave an answer that is not JSON");
    assertThat(engine.provider.asked()).containsExactly("small");
  }

  @Test
  void asksAgainAtOnceAndLeavesTheRetriesOfOthersAlone() {
    List<Duration> waits = new ArrayList<>();
    engine.retries =
        new Retries(
            new RetrySettings(2, Duration.ofMillis(200), Duration.ofSeconds(5), 0), new Random(1));
    engine.patience = waits::add;
    engine.provider.on("small", says("not JSON"));
    Limits small = new LimitsBuilder().model("small").build();
    GenerateRequest never = asking("{\"type\":\"object\"}", small);

    // There is a stock of ten retries, and no call earns one.
    for (int i = 0; i < 10; i++) {
      Outcome.Failed failed = engine.failure(never);
      assertThat(failed.decision().orElseThrow().attempts())
          .extracting(Attempt::result)
          .containsExactly(Attempt.Result.UNFIT, Attempt.Result.UNFIT, Attempt.Result.UNFIT);
    }

    assertThat(waits).hasSize(20).containsOnly(Duration.ZERO);
    engine.provider.on("small", fails(FailureKind.UNAVAILABLE));
    Outcome.Failed other = engine.failure(Requests.of("hello there", small));
    assertThat(other.decision().orElseThrow().attempts()).hasSize(3);
    assertThat(engine.budget.open()).isZero();
  }

  @Test
  void passesOnWhatWasCutAtItsLimitAsItIs() {
    engine.provider.on(
        "small", says("{\"na").endingWith(FinishReason.LENGTH, Optional.of(ScriptedModel.USAGE)));

    Answer answer = engine.answer(asking());

    assertThat(answer.text()).isEqualTo("{\"na");
    assertThat(answer.finishReason()).isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void saysSoWhereTheSchemaCannotBeChecked() {
    engine.provider.on("small", says("[1]"));

    Answer answer = engine.answer(asking("{\"$ref\":\"http://127.0.0.1:1/schema\"}", Limits.NONE));

    assertThat(answer.text()).isEqualTo("[1]");
    assertThat(answer.decision().degraded())
        .containsExactly(
            "the answer was not held against response_schema:"
                + " it refers to something beyond itself");
  }

  @Test
  void checksNothingWhereNoSchemaIsAskedFor() {
    engine.provider.on("small", says("```\nplain\n```"));

    assertThat(engine.answer(Requests.of("hello there")).text()).isEqualTo("```\nplain\n```");
  }
}
