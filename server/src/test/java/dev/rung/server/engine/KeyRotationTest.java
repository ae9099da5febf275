package dev.rung.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.engine.ScriptedModel.Script;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Tier;
import dev.rung.server.guard.Retries;
import dev.rung.server.guard.RetrySettings;
import dev.rung.server.key.KeyUse;
import dev.rung.server.key.Keyring;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.select.Requests;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a request does when the key of a call is at fault. */
class KeyRotationTest {
  private static final Model SMALL = Models.named("small", Tier.SMALL).provider("scripted").build();
  private static final Model MEDIUM = Models.named("medium", Tier.MEDIUM).provider("other").build();

  private final EngineUnderTest engine = new EngineUnderTest(SMALL, MEDIUM);

  private void useKeys(String... names) {
    List<ApiKey> keys = Arrays.stream(names).map(name -> EngineUnderTest.key(name, 1)).toList();
    engine.useKeys(keys, SMALL, MEDIUM);
  }

  /** Fails with these keys, and answers with every other one. */
  private static Script failingWith(ProviderException failure, String... keys) {
    Set<String> bad = Set.of(keys);
    return (call, sink) -> {
      if (bad.contains(name(call))) {
        throw failure;
      }
      return ScriptedModel.says("good").play(call, sink);
    };
  }

  private static String name(Call call) {
    return call.key().map(ApiKey::name).orElse("none");
  }

  private static ProviderException refused() {
    return ProviderException.of(FailureKind.AUTH, "as scripted").withStatus(401);
  }

  @Test
  void goesOnWithAnotherKeyAtOnceAndSaysWhichKeyDidWhat() {
    useKeys("bad", "good");
    engine.provider.on("small", failingWith(refused(), "bad"));
    List<List<Attempt>> attempts = new ArrayList<>();

    for (int i = 0; i < 20; i++) {
      Answer answer = engine.answer(Requests.of("Do it."));
      assertThat(answer.model()).contains("small");
      attempts.add(answer.decision().attempts());
    }

    assertThat(attempts.stream().filter(all -> all.size() == 2).toList())
        .singleElement()
        .satisfies(all ->
            assertThat(all)
                .extracting(Attempt::key, Attempt::result)
                .containsExactly(
                    tuple(Optional.of("bad"), Attempt.Result.FAILED),
                    tuple(Optional.of("good"), Attempt.Result.ANSWERED)));
    assertThat(engine.provider.calls()).hasSize(21);
  }

  @Test
  void asksEachKeyOnceAndThenTheNextModel() {
    useKeys("a", "b", "c");
    engine.provider.on("small", failingWith(refused(), "a", "b", "c"));

    Answer answer = engine.answer(Requests.of("Do it."));

    assertThat(answer.model()).contains("medium");
    assertThat(engine.provider.calls().stream().limit(3).map(KeyRotationTest::name))
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(engine.provider.calls()).hasSize(4);
  }

  @Test
  void theGuardOfTheModelLearnsNothingFromAKey() {
    useKeys("a");
    engine.provider.on("small", failingWith(refused(), "a"));
    FakeGuard guard = new FakeGuard();
    engine.guard = guard;

    engine.answer(Requests.of("Do it."));

    assertThat(guard.told.getFirst()).isEqualTo("small refused its key by AUTH");
    assertThat(guard.open()).isZero();
  }

  @Test
  void aFailureOfTheModelIsNotTriedWithAnotherKey() {
    useKeys("a", "b");
    engine.provider.on("small", ScriptedModel.fails(FailureKind.OVERLOADED));

    assertThat(engine.answer(Requests.of("Do it.")).model()).contains("medium");

    assertThat(engine.provider.asked()).containsExactly("small", "medium");
  }

  @Test
  void isNotTriedAgainOnceSomethingWasSaid() {
    useKeys("a", "b");
    engine.provider.on("small", ScriptedModel.saysThenFails("half", FailureKind.AUTH));

    Outcome outcome = engine.stream(Requests.of("Do it."), new Sinks.Stream());

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(engine.provider.calls()).hasSize(1);
  }

  @Test
  void waitsForALimitOnlyAfterEveryKeyWasTried() {
    useKeys("a", "b");
    List<Duration> waits = new ArrayList<>();
    engine.retries =
        new Retries(
            new RetrySettings(1, Duration.ofMillis(1), Duration.ofSeconds(5), 1), new Random(1));
    ProviderException limited =
        ProviderException.of(FailureKind.RATE_LIMITED, "as scripted").withStatus(429);
    engine.provider.on("small", failingWith(limited, "a", "b"));
    engine.patience =
        time -> {
          waits.add(time);
          engine.provider.on("small", ScriptedModel.says("later"));
        };

    Answer answer = engine.answer(Requests.of("Do it."));

    assertThat(answer.text()).isEqualTo("later");
    assertThat(waits).hasSize(1);
    assertThat(engine.provider.calls()).hasSize(3);
  }

  @Test
  void whoseKeysAllRestIsNotCalled() {
    useKeys("a");
    engine.provider.on("small", failingWith(refused(), "a"));
    engine.answer(Requests.of("Do it."));

    Answer answer = engine.answer(Requests.of("Do it."));

    assertThat(answer.decision().attempts())
        .extracting(Attempt::model, Attempt::result)
        .containsExactly(
            tuple("small", Attempt.Result.REFUSED), tuple("medium", Attempt.Result.ANSWERED));
    assertThat(answer.decision().attempts().getFirst().error().orElseThrow())
        .startsWith("has a key that was refused");
    assertThat(engine.provider.asked()).containsExactly("small", "medium", "medium");
  }

  @Test
  void leavesAKeyAloneThatAnotherRequestTriesOut() {
    AtomicLong nanos = new AtomicLong();
    engine.keys = new Keyring(InstantSource.system(), nanos::get, new Random(1));
    FakeGuard guard = new FakeGuard();
    engine.guard = guard;
    useKeys("a", "b");
    try (KeyUse use = use("a")) {
      use.failed(refused());
    }
    nanos.addAndGet(Duration.ofSeconds(30).toNanos() + 1);

    try (KeyUse trial = use("a")) {
      for (int i = 0; i < 20; i++) {
        assertThat(engine.answer(Requests.of("Do it.")).decision().attempts())
            .extracting(Attempt::key)
            .containsExactly(Optional.of("b"));
      }
      trial.answered();
    }

    assertThat(guard.open()).isZero();
    assertThat(engine.budget.open()).isZero();
  }

  private KeyUse use(String name) {
    return switch (engine.keys.turn(SMALL, EngineUnderTest.key(name, 1))) {
      case Keyring.Turn.Granted(var use) -> use;
      case Keyring.Turn.Refused(var why) -> throw new AssertionError(why.text());
    };
  }

  @Test
  void everyAttemptIsPaidForByItself() {
    useKeys("a", "b");
    engine.provider.on("small", failingWith(refused(), "a"));

    for (int i = 0; i < 5; i++) {
      engine.answer(Requests.of("Do it."));
    }

    assertThat(engine.budget.open()).isZero();
  }
}
