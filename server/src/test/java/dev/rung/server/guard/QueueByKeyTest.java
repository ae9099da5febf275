package dev.rung.server.guard;

import static dev.rung.server.time.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.guard.Guard.Leave;
import dev.rung.server.provider.Allowance;
import dev.rung.server.provider.Allowance.Refill;
import dev.rung.server.provider.Allowance.Unit;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.KeySource;
import dev.rung.server.provider.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests in front of a model that wait for different keys. */
@Timeout(600)
class QueueByKeyTest extends GuardCase {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final ApiKey A = key("a");
  private static final ApiKey B = key("b");
  private static final ApiKey C = key("c");

  private static ApiKey key(String name) {
    return new ApiKey(name, new KeySource.Variable(name), 1, new Secret("sk-" + name + "-012345"));
  }

  private static FleetGuard guard(int inFlight, LongSupplier nanoTime) {
    return new FleetGuard(
        new GuardSettings(
            inFlight,
            BreakerSettings.DEFAULT,
            Map.of(),
            new QueueSettings(100, LONG),
            AdaptiveSettings.DEFAULT,
            true),
        nanoTime);
  }

  /** Nothing is left for this key, for two minutes. */
  private void useUp(ApiKey key) {
    try (Permit permit = permit(guard.leave(ONE, List.of(key), TOKENS))) {
      permit.allowances(
          List.of(
              new Allowance(
                  Unit.REQUESTS, OptionalLong.of(10), 0, Duration.ofMinutes(2), Refill.AT_RESET)));
      permit.answered(QUICK, TOKENS.total());
    }
  }

  private FutureTask<Leave> begin(ApiKey... keys) {
    FutureTask<Leave> request =
        new FutureTask<>(() -> guard.await(ONE, List.of(keys), TOKENS, LONG));
    Thread.ofVirtual().start(request);
    return request;
  }

  private FutureTask<Leave> beginAndWait(ApiKey... keys) {
    int before = waiting();
    FutureTask<Leave> request = begin(keys);
    until("it waits", () -> waiting() == before + 1);
    return request;
  }

  private int waiting() {
    return guard.load("one").map(Load::waiting).orElse(0);
  }

  private static Permit permit(Leave leave) {
    return switch (leave) {
      case Leave.Granted(var permit) -> permit;
      case Leave.Refused(var why) -> throw new AssertionError(why.text());
    };
  }

  private static ApiKey used(FutureTask<Leave> request) throws Exception {
    try (Permit permit = permit(request.get(1, TimeUnit.MINUTES))) {
      return permit.key().orElseThrow();
    }
  }

  @Test
  void whoWaitsForOneKeyDoesNotStandInFrontOfOneThatCanUseAnother() throws Exception {
    guard = guard(100, clock);
    useUp(A);
    FutureTask<Leave> first = beginAndWait(A);
    FutureTask<Leave> alike = beginAndWait(A);

    assertThat(used(begin(A, B))).isEqualTo(B);
    assertThat(used(begin(B))).isEqualTo(B);

    assertThat(first).isNotDone();
    assertThat(alike).isNotDone();
    assertThat(waiting()).isEqualTo(2);
  }

  @Test
  void nobodyTakesAKeyThatAnEarlierOneWaitsFor() throws Exception {
    guard = guard(100, clock);
    useUp(A);
    useUp(B);
    FutureTask<Leave> first = beginAndWait(A, B);
    FutureTask<Leave> second = beginAndWait(B, A);

    clock.passSeconds(121);
    FutureTask<Leave> third = begin(A);

    // What becomes free wakes the first, which lets the next one ask, and so on.
    permit(guard.leave(OTHER, TOKENS)).close();
    assertThat(used(first)).isEqualTo(A);
    assertThat(used(second)).isEqualTo(B);
    assertThat(used(third)).isEqualTo(A);
  }

  @Test
  void whereThePlacesAreTakenEverybodyWaitsInTurn() throws Exception {
    guard = guard(1, clock);
    useUp(A);
    Permit inside = permit(guard.leave(ONE, List.of(B), TOKENS));
    FutureTask<Leave> first = beginAndWait(A);
    FutureTask<Leave> second = beginAndWait(B);
    FutureTask<Leave> third = beginAndWait(C);

    inside.close();

    Permit next = permit(second.get(1, TimeUnit.MINUTES));
    assertThat(next.key()).contains(B);
    assertThat(third).isNotDone();
    next.close();
    assertThat(used(third)).isEqualTo(C);
    assertThat(first).isNotDone();
  }

  @Test
  void losesNobodyWhateverTheKeys() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    guard = guard(2, System::nanoTime);
    useUp(A);
    List<FutureTask<Leave>> stuck = List.of(begin(A), begin(A));
    List<FutureTask<Leave>> requests = new ArrayList<>();
    List<ApiKey> keys = List.of(A, B, C);
    for (int i = 0; i < 90; i++) {
      List<ApiKey> some = List.of(keys.get(1 + random.nextInt(2)), keys.get(random.nextInt(3)));
      FutureTask<Leave> request =
          new FutureTask<>(() -> {
            Leave leave = guard.await(ONE, some, TOKENS, LONG);
            permit(leave).close();
            return leave;
          });
      requests.add(request);
      Thread.ofVirtual().start(request);
    }

    for (FutureTask<Leave> request : requests) {
      assertThat(request.get(1, TimeUnit.MINUTES))
          .as("seed %d", seed)
          .isInstanceOf(Leave.Granted.class);
    }
    assertThat(stuck).noneMatch(FutureTask::isDone);
    assertThat(guard.inFlight("one")).isZero();
  }
}
