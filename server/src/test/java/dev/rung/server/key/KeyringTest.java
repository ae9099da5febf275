package dev.rung.server.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rung.server.guard.BreakerState;
import dev.rung.server.guard.Hindrance;
import dev.rung.server.guard.Hindrance.Kind;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.KeySet;
import dev.rung.server.provider.KeySource;
import dev.rung.server.provider.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which key a call gets, and for how long and where a key rests. */
class KeyringTest extends KeyCase {
  @Test
  void aModelWithoutKeysDoesNotRestForWantOfThem() {
    assertThat(ring.resting(ONE, List.of())).isEmpty();
    assertThat(ring.order(ONE, List.of(), Set.of())).isEmpty();
  }

  @Test
  void sharesCallsOutByWeight() {
    ApiKey heavy = key("heavy", 3);
    ApiKey light = key("light", 1);
    ApiKey spare = key("spare", 0);
    Map<String, Integer> counts = new HashMap<>();

    for (int i = 0; i < 4_000; i++) {
      counts.merge(answer(ONE, List.of(heavy, light, spare)), 1, Integer::sum);
    }

    assertThat(counts.get("heavy")).isCloseTo(3_000, within(150));
    assertThat(counts.get("light")).isCloseTo(1_000, within(150));
    assertThat(counts).doesNotContainKey("spare");
  }

  @Test
  void ordersEveryKeyThatDoesNotRestAndSparesLast() {
    ApiKey spare = key("spare", 0);
    ApiKey tired = key("tired", 1000);
    fail(ONE, List.of(tired), failure(FailureKind.AUTH, 401));

    for (int i = 0; i < 20; i++) {
      List<ApiKey> order = ring.order(ONE, List.of(spare, tired, FIRST, key("b", 5)), Set.of());
      assertThat(order)
          .extracting(ApiKey::name)
          .containsExactlyInAnyOrder("first", "b", "spare")
          .endsWith("spare");
    }
  }

  @Test
  void takesASpareWhileNobodyElseCanBeUsed() {
    ApiKey only = key("only", 1);
    ApiKey spare = key("spare", 0);
    List<ApiKey> keys = List.of(spare, only);
    fail(ONE, List.of(only), failure(FailureKind.AUTH, 401));

    assertThat(answer(ONE, keys)).isEqualTo("spare");
    pass(Duration.ofSeconds(30));
    assertThat(answer(ONE, keys)).isEqualTo("only");
  }

  @ParameterizedTest(name = "{0} with {1} rests everywhere: {2}, for {3} s, as {4}")
  @CsvSource({
    "AUTH,            401, true,  30, KEY",
    "AUTH,            400, true,  30, KEY",
    "AUTH,            0,   true,  30, KEY",
    "AUTH,            403, false, 5,  KEY",
    "QUOTA_EXHAUSTED, 402, true,  30, QUOTA",
    "QUOTA_EXHAUSTED, 403, true,  30, QUOTA",
    "QUOTA_EXHAUSTED, 429, false, 5,  QUOTA",
  })
  void restsWhereAndAsLongAsTheFailureSays(
      FailureKind kind, int status, boolean everywhere, int seconds, Kind why) {
    fail(ONE, KEYS, failure(kind, status));

    assertThat(ring.resting(ONE, KEYS)).contains(new Hindrance(why, Duration.ofSeconds(seconds)));
    assertThat(ring.resting(OTHER, KEYS).isPresent()).isEqualTo(everywhere);
    pass(Duration.ofSeconds(seconds));
    assertThat(answer(ONE, KEYS)).isEqualTo("first");
    assertThat(ring.resting(OTHER, KEYS)).isEmpty();
  }

  @Test
  void aCallThatBeganBeforeTheRestDoesNotEndTheTrial() {
    KeyUse early = use();
    fail(ONE, List.of(FIRST), failure(FailureKind.AUTH, 401));
    pass(Duration.ofSeconds(30));
    KeyUse trial = use();

    early.answered();

    assertThat(ring.turn(ONE, FIRST)).isInstanceOf(Keyring.Turn.Refused.class);
    assertThat(trial.failed(failure(FailureKind.AUTH, 401))).isTrue();
    assertThat(ring.resting(ONE, List.of(FIRST)))
        .contains(new Hindrance(Kind.KEY, Duration.ofSeconds(60)));
  }

  private KeyUse use() {
    return switch (ring.turn(ONE, FIRST)) {
      case Keyring.Turn.Granted(var use) -> use;
      case Keyring.Turn.Refused(var why) -> throw new AssertionError(why.text());
    };
  }

  @Test
  void waitsAsLongAsAProviderAsksAtThatModelAlone() {
    fail(ONE, KEYS, failure(FailureKind.RATE_LIMITED, 429).withRetryAfter(Duration.ofSeconds(7)));

    assertThat(ring.resting(ONE, KEYS)).contains(new Hindrance(Kind.PAUSE, Duration.ofSeconds(7)));
    assertThat(answer(OTHER, KEYS)).isEqualTo("first");
    pass(Duration.ofSeconds(7));
    assertThat(answer(ONE, KEYS)).isEqualTo("first");
  }

  @Test
  void doesNotBelieveAPauseOfDays() {
    fail(ONE, KEYS, failure(FailureKind.RATE_LIMITED, 429).withRetryAfter(Duration.ofDays(1)));
    fail(OTHER, KEYS, failure(FailureKind.QUOTA_EXHAUSTED, 429).withRetryAfter(Duration.ofDays(1)));

    Duration most = Duration.ofMinutes(5);
    assertThat(ring.resting(ONE, KEYS)).contains(new Hindrance(Kind.PAUSE, most));
    assertThat(ring.resting(OTHER, KEYS)).contains(new Hindrance(Kind.QUOTA, most));
  }

  @Test
  void restsAfterLimitsWithoutAWordOnHowLongOnlyOnceTheyAreMany() {
    IntStream.range(0, 4).forEach(_ -> fail(ONE, KEYS, failure(FailureKind.RATE_LIMITED, 429)));
    assertThat(ring.resting(ONE, KEYS)).isEmpty();

    fail(ONE, KEYS, failure(FailureKind.RATE_LIMITED, 429));

    assertThat(ring.resting(ONE, KEYS))
        .contains(new Hindrance(Kind.LIMITED, Duration.ofSeconds(5)));
    assertThat(ring.resting(OTHER, KEYS)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureKind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTH", "QUOTA_EXHAUSTED", "RATE_LIMITED"})
  void laysNoOtherFailureToTheKey(FailureKind kind) {
    for (int i = 0; i < 20; i++) {
      assertThat(fail(ONE, KEYS, failure(kind, 500))).isFalse();
    }

    assertThat(ring.resting(ONE, KEYS)).isEmpty();
  }

  @Test
  void doesNotTakeAProxysRefusalForTheProviders() {
    assertThat(fail(ONE, KEYS, failure(FailureKind.AUTH, 407))).isFalse();

    assertThat(ring.resting(ONE, KEYS)).isEmpty();
  }

  @Test
  void triesOneCallAtATimeAndRestsTwiceAsLongAfterEachThatFails() {
    fail(ONE, KEYS, failure(FailureKind.AUTH, 401));
    for (int seconds : List.of(30, 60, 120, 240, 300, 300)) {
      assertThat(ring.resting(ONE, KEYS).orElseThrow().left().toSeconds()).isEqualTo(seconds);
      pass(Duration.ofSeconds(seconds));
      try (KeyUse trial = use(ONE, KEYS)) {
        assertThat(turn(ONE, KEYS, Set.of())).isInstanceOf(Keyring.Turn.Refused.class);
        assertThat(turn(OTHER, KEYS, Set.of())).isInstanceOf(Keyring.Turn.Refused.class);
        assertThat(trial.failed(failure(FailureKind.AUTH, 401))).isTrue();
      }
    }
    pass(Duration.ofMinutes(5));

    assertThat(answer(ONE, KEYS)).isEqualTo("first");

    assertThat(ring.guard("scripted", FIRST).state()).isEqualTo(BreakerState.CLOSED);
    assertThat(answer(ONE, KEYS)).isEqualTo("first");
  }

  @Test
  void aTrialThatSaysNothingMakesRoomForTheNext() {
    fail(ONE, KEYS, failure(FailureKind.AUTH, 401));
    pass(Duration.ofSeconds(30));
    use(ONE, KEYS).close();
    fail(ONE, KEYS, failure(FailureKind.OVERLOADED, 503));

    assertThat(answer(ONE, KEYS)).isEqualTo("first");
  }

  @Test
  void goesByWithoutKeysThatTheRequestHasTried() {
    List<ApiKey> both = List.of(FIRST, key("second", 1));

    assertThat(ring.hasOther(ONE, both, Set.of(FIRST))).isTrue();
    for (int i = 0; i < 50; i++) {
      try (KeyUse use = granted(turn(ONE, both, Set.of(FIRST)))) {
        assertThat(use.key().map(ApiKey::name)).contains("second");
      }
    }
    assertThat(ring.hasOther(ONE, both, Set.copyOf(both))).isFalse();
    assertThat(turn(ONE, both, Set.copyOf(both))).isInstanceOf(Keyring.Turn.Refused.class);
  }

  @Test
  void aModelRestsOnlyWhileEveryKeyDoesAndNoLongerThanTheFirstOfThem() {
    ApiKey second = key("second", 1);
    List<ApiKey> both = List.of(FIRST, second);
    fail(ONE, List.of(FIRST), failure(FailureKind.AUTH, 401));
    assertThat(ring.resting(ONE, both)).isEmpty();

    fail(
        ONE,
        List.of(second),
        failure(FailureKind.RATE_LIMITED, 429).withRetryAfter(Duration.ofSeconds(9)));

    assertThat(ring.resting(ONE, both)).contains(new Hindrance(Kind.PAUSE, Duration.ofSeconds(9)));
  }

  @Test
  void anotherKeyUnderTheSameNameIsAnotherKey() {
    fail(ONE, KEYS, failure(FailureKind.AUTH, 401));
    ApiKey renewed = new ApiKey("first", FIRST.source(), 1, new Secret("sk-renewed-0123456789"));

    assertThat(answer(ONE, List.of(renewed))).isEqualTo("first");
    ring.retain(List.of(settings(new KeySet(List.of(renewed), List.of()))), Set.of("one"));
    assertThat(ring.resting(ONE, KEYS)).isEmpty();
  }

  @Test
  void keepsWhatItKnowsOfKeysThatStay() {
    fail(ONE, KEYS, failure(FailureKind.AUTH, 401));

    ring.retain(List.of(settings(KeySet.of(FIRST))), Set.of());
    assertThat(ring.resting(ONE, KEYS)).isPresent();
    ring.forgive();
    assertThat(ring.resting(ONE, KEYS)).isEmpty();
  }

  @Test
  void forgetsWhatHappenedAtModelsThatAreNoLongerThere() {
    fail(ONE, KEYS, failure(FailureKind.RATE_LIMITED, 429).withRetryAfter(Duration.ofSeconds(7)));
    fail(OTHER, KEYS, failure(FailureKind.RATE_LIMITED, 429).withRetryAfter(Duration.ofSeconds(7)));

    ring.retain(List.of(settings(KeySet.of(FIRST))), Set.of("one"));

    assertThat(ring.guard("scripted", FIRST).atModels()).containsOnlyKeys("one");
    assertThat(ring.resting(ONE, KEYS)).isPresent();
  }

  @Test
  void theSameKeyOfAnotherProviderIsItsOwn() {
    fail(ONE, KEYS, failure(FailureKind.AUTH, 401));

    assertThat(ring.resting(ELSEWHERE, KEYS)).isEmpty();
  }

  @Test
  void tellsOfEveryChangeOfABreaker() {
    AtomicInteger changes = new AtomicInteger();
    ring.onChange(changes::incrementAndGet);

    fail(ONE, KEYS, failure(FailureKind.AUTH, 401));

    assertThat(changes).hasValue(1);
  }

  @Test
  void whatHoldsAKeyDoesNotShowIt() {
    ApiKey key = new ApiKey("a", new KeySource.Variable("A"), 1, new Secret("sk-never-to-be-seen"));

    assertThat(List.of(key, KeySet.of(key), settings(KeySet.of(key)), Optional.of(key.secret())))
        .allSatisfy(shown -> assertThat(shown.toString()).doesNotContain("never"));
  }

  @Test
  void whatBeginsToRestWhileACallIsLetInIsNoneOfThatCalls() {
    Runnable[] meanwhile = {() -> {}};
    Keyring hooked =
        new Keyring(
            this::now,
            () -> {
              Runnable once = meanwhile[0];
              meanwhile[0] = () -> {};
              once.run();
              return nanos.get();
            },
            new Random(7));
    granted(hooked.turn(ONE, FIRST)).close();
    meanwhile[0] =
        () -> {
          try (KeyUse other = granted(hooked.turn(ONE, FIRST))) {
            other.failed(failure(FailureKind.QUOTA_EXHAUSTED, 429));
          }
        };

    KeyUse early = granted(hooked.turn(ONE, FIRST));
    pass(Duration.ofSeconds(6));
    KeyUse trial = granted(hooked.turn(ONE, FIRST));
    early.close();

    assertThat(hooked.turn(ONE, FIRST)).isInstanceOf(Keyring.Turn.Refused.class);
    trial.answered();
    trial.close();
    granted(hooked.turn(ONE, FIRST)).close();
    granted(hooked.turn(ONE, FIRST)).close();
  }

  @ParameterizedTest
  @CsvSource({"7, 60", "60, 7"})
  void restsForTheLongestOfSeveralPausesWhateverTheirOrder(int first, int second) {
    try (KeyUse one = use(ONE, KEYS);
        KeyUse other = use(ONE, KEYS)) {
      one.failed(failure(FailureKind.RATE_LIMITED, 429).withRetryAfter(Duration.ofSeconds(first)));
      other.failed(
          failure(FailureKind.RATE_LIMITED, 429).withRetryAfter(Duration.ofSeconds(second)));
    }

    assertThat(ring.resting(ONE, KEYS)).contains(new Hindrance(Kind.PAUSE, Duration.ofSeconds(60)));
  }
}
