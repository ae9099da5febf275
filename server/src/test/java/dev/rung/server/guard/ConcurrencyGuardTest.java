package dev.rung.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.Tier;
import dev.rung.server.guard.Guard.Permit;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrencyGuardTest {
  private static final int LIMIT = 3;
  private static final Model ONE = model("one");
  private static final Model OTHER = model("other");

  private final ConcurrencyGuard guard = new ConcurrencyGuard(LIMIT);

  private static Model model(String name) {
    return Models.named(name, Tier.SMALL).build();
  }

  private Permit enter(Model model) {
    return guard.permit(model).orElseThrow();
  }

  @Test
  void letsInNoMoreCallsThanTheLimit() {
    for (int i = 0; i < LIMIT; i++) {
      assertThat(guard.permit(ONE)).isPresent();
    }

    assertThat(guard.permit(ONE)).isEmpty();
    assertThat(guard.inFlight("one")).isEqualTo(LIMIT);
  }

  @Test
  void countsEachModelByItself() {
    for (int i = 0; i < LIMIT; i++) {
      assertThat(guard.permit(ONE)).isPresent();
    }

    assertThat(guard.permit(OTHER)).isPresent();
  }

  @Test
  void makesRoomWhenACallEnds() {
    Permit first = enter(ONE);
    enter(ONE);
    enter(ONE);

    first.close();

    assertThat(guard.permit(ONE)).isPresent();
    assertThat(guard.permit(ONE)).isEmpty();
  }

  @Test
  void takesOnlyTheFirstCloseOfAPermit() {
    Permit first = enter(ONE);
    enter(ONE);

    first.close();
    first.close();

    assertThat(guard.inFlight("one")).isOne();
  }

  @Test
  void remembersNoModelWithoutCalls() {
    enter(ONE).close();

    assertThat(guard.inFlight("one")).isZero();
    assertThat(guard.knownModels()).isZero();
  }

  @Test
  void refusesALimitOfNothing() {
    assertThatThrownBy(() -> new ConcurrencyGuard(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("calls in flight must be 1 or more, not 0");
  }

  @Test
  void holdsTheLimitUnderManyThreads() throws Exception {
    long seed = System.nanoTime();
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
      SplittableRandom random = new SplittableRandom(seed);
      List<? extends Future<?>> callers =
          IntStream.range(0, 6)
              .mapToObj(_ -> random.split())
              .map(mine -> pool.submit(() -> callOften(mine, inside, most)))
              .toList();
      for (Future<?> caller : callers) {
        caller.get();
      }
    }

    assertThat(most.get()).as("seed %s", seed).isBetween(1, LIMIT);
    assertThat(guard.inFlight("one")).as("seed %s", seed).isZero();
    assertThat(guard.knownModels()).as("seed %s", seed).isZero();
  }

  /** Keeps up to two calls open, begins and ends them at random, and closes some permits twice. */
  private void callOften(SplittableRandom random, AtomicInteger inside, AtomicInteger most) {
    Deque<Permit> open = new ArrayDeque<>();
    for (int i = 0; i < 20_000; i++) {
      if (open.size() < 2 && random.nextBoolean()) {
        Optional<Permit> permit = guard.permit(ONE);
        if (permit.isPresent()) {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          open.add(permit.get());
        }
      } else if (!open.isEmpty()) {
        end(open.remove(), inside, random.nextBoolean());
      }
    }
    open.forEach(permit -> end(permit, inside, false));
  }

  private static void end(Permit permit, AtomicInteger inside, boolean twice) {
    inside.decrementAndGet();
    permit.close();
    if (twice) {
      permit.close();
    }
  }
}
