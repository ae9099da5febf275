package dev.rung.server.engine;

import static dev.rung.server.engine.ScriptedModel.after;
import static dev.rung.server.engine.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.engine.ScriptedModel.Script;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Tier;
import dev.rung.server.guard.HedgeSettings;
import dev.rung.server.guard.Hedges;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.select.LimitsBuilder;
import dev.rung.server.select.Requests;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A second call with another key beside one that is slow to begin. */
class HedgedKeysTest {
  private static final Model SMALL =
      Models.named("small", Tier.SMALL).provider("scripted").price(1, 2).build();
  private static final Model TINY =
      Models.named("tiny", Tier.TINY).provider("other").price(2, 4).build();
  private static final GenerateRequest REQUEST = Requests.of("tell me something");

  private final EngineUnderTest engine = new EngineUnderTest(SMALL, TINY);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  @BeforeEach
  void hedge() {
    engine.hedges =
        new Hedges(
            new HedgeSettings(true, 1), (model, stream) -> Optional.of(Duration.ofMillis(1)));
  }

  @AfterEach
  void nothingLeaks() {
    assertThat(engine.budget.open()).isZero();
  }

  /** The first has all the weight, so that it is the one that is asked first. */
  private void useKeys(String... names) {
    List<ApiKey> keys =
        Arrays.stream(names)
            .map(name -> EngineUnderTest.key(name, name.equals(names[0]) ? 1 : 0))
            .toList();
    engine.useKeys(keys, SMALL, TINY);
  }

  private static Script byKey(Map<String, Script> scripts) {
    return (call, sink) ->
        Optional.ofNullable(scripts.get(call.key().map(ApiKey::name).orElse("none")))
            .orElseThrow()
            .play(call, sink);
  }

  private Script hangs() {
    return (call, sink) -> {
      try {
        begun.countDown();
        new CountDownLatch(1).await();
        throw new AssertionError("nobody counts down");
      } finally {
        stopped.countDown();
      }
    };
  }

  @Test
  void asksTheSameModelWithAnotherKeyAndPaysForBoth() {
    useKeys("slow", "quick");
    engine.provider.on(
        "small", byKey(Map.of("slow", hangs(), "quick", after(begun, says("here")))));

    Answer answer = engine.answer(REQUEST);

    assertThat(answer.text()).isEqualTo("here");
    assertThat(answer.decision().attempts())
        .extracting(Attempt::model, Attempt::key, Attempt::result)
        .containsExactly(
            tuple("small", Optional.of("slow"), Attempt.Result.CANCELLED),
            tuple("small", Optional.of("quick"), Attempt.Result.ANSWERED));
    List<Money> costs = answer.decision().attempts().stream().map(Attempt::cost).toList();
    assertThat(costs).allMatch(cost -> !cost.isZero());
    assertThat(engine.budget.settled()).containsExactlyInAnyOrderElementsOf(costs);
    assertThat(answer.cost()).isEqualTo(costs.get(0).plus(costs.get(1)));
    assertThat(stopped.getCount()).isZero();
  }

  @Test
  void asksWithAnotherKeyWhereTheFirstCallHasNoneYet() {
    useKeys("slow", "quick");
    engine.provider.on("small", byKey(Map.of("slow", hangs(), "quick", says("here"))));
    engine.hedges =
        new Hedges(new HedgeSettings(true, 1), (model, stream) -> Optional.of(Duration.ZERO));

    Answer answer = engine.answer(REQUEST);

    assertThat(answer.text()).isEqualTo("here");
    assertThat(answer.decision().attempts())
        .extracting(Attempt::key)
        .contains(Optional.of("quick"))
        .doesNotHaveDuplicates();
  }

  @Test
  void asksNobodyBesideTheOnlyKey() {
    useKeys("only");
    engine.provider.on("small", byKey(Map.of("only", says("alone"))));

    assertThat(engine.answer(REQUEST).decision().attempts()).hasSize(1);
  }

  @Test
  void doesNotSpendMoreThanTheRequestAllows() {
    useKeys("first", "second");
    engine.provider.on("small", byKey(Map.of("first", says("alone"))));
    engine.hedges =
        new Hedges(new HedgeSettings(true, 1), (model, stream) -> Optional.of(Duration.ZERO));
    GenerateRequest cheap =
        Requests.of("tell me something", new LimitsBuilder().maxCost(new Money(3_000_000)).build());

    assertThat(engine.answer(cheap).text()).isEqualTo("alone");
  }

  @Test
  void goesOnWithTheThirdKeyWhereBothAreRefused() {
    useKeys("first", "second", "third");
    CountDownLatch both = new CountDownLatch(2);
    Script refused =
        (call, sink) -> {
          both.countDown();
          both.await();
          throw ProviderException.of(FailureKind.AUTH, "as scripted").withStatus(401);
        };
    engine.provider.on(
        "small",
        (call, sink) -> (both.getCount() > 0 ? refused : says("third time")).play(call, sink));

    Outcome outcome = engine.generate(REQUEST);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            answered -> {
              List<Attempt> attempts = answered.answer().decision().attempts();
              assertThat(attempts).extracting(Attempt::model).containsOnly("small");
              assertThat(attempts.stream().map(attempt -> attempt.key().orElseThrow()))
                  .containsExactlyInAnyOrder("first", "second", "third");
              assertThat(answered.answer().text()).isEqualTo("third time");
            });
  }
}
