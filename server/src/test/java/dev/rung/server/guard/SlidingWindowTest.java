package dev.rung.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.guard.SlidingWindow.Part;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final long WINDOW = MINUTE.toNanos();
  private static final long GRAIN = WINDOW / 600;

  private long now = -7;

  private SlidingWindow of(long most) {
    return new SlidingWindow(most, MINUTE, now);
  }

  @Test
  void theWholeLimitPassesAtOnceAndTheNextOneWhenTheFirstIsAWindowOld() {
    SlidingWindow window = of(3);
    for (int second : List.of(0, 10, 20)) {
      now = Duration.ofSeconds(second).toNanos();
      assertThat(window.wait(1, now)).isZero();
      assertThat(window.take(1, now).logged()).isOne();
    }

    now = Duration.ofSeconds(25).toNanos();

    assertThat(window.wait(1, now)).isEqualTo(Duration.ofSeconds(35).toNanos());
    assertThat(window.wait(2, now)).isEqualTo(Duration.ofSeconds(45).toNanos());
    assertThat(window.wait(1, WINDOW - 1)).isOne();
    assertThat(window.wait(1, WINDOW)).isZero();
    assertThat(window.wait(2, WINDOW)).isEqualTo(Duration.ofSeconds(10).toNanos());
  }

  /** One number for each that passed, kept for ever: slow, and nothing to get wrong. */
  private static final class Naive {
    private final Deque<Long> passed = new ArrayDeque<>();

    /** How many passed later than this. */
    long since(long then) {
      long count = 0;
      Iterator<Long> latest = passed.descendingIterator();
      while (latest.hasNext() && latest.next() > then) {
        count++;
      }
      return count;
    }
  }

  @Test
  void noWindowEverHoldsMoreThanTheLimitAndNobodyIsHeldLongerThanAGrain() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 40; round++) {
      int most = 1 + random.nextInt(round < 30 ? 10 : 1000);
      SlidingWindow window = of(most);
      Naive naive = new Naive();
      for (int step = 0; step < 4000; step++) {
        now += random.nextLong(2 * WINDOW / most + 2);
        boolean passes = window.wait(1, now) == 0;

        // Whatever is a grain older than a window is gone for certain.
        boolean mustPass = naive.since(now - WINDOW - GRAIN) < most;
        assertThat(passes || !mustPass).as("seed %s, limit %s", seed, most).isTrue();
        if (passes) {
          assertThat(window.take(1, now).logged()).isOne();
          naive.passed.add(now);
          assertThat(naive.since(now - WINDOW))
              .as("seed %s, limit %s", seed, most)
              .isLessThanOrEqualTo(most);
        }
      }
    }
  }

  @Test
  void whoWaitsAsLongAsIsSaidPassesAndANanosecondEarlierDoesNot() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      long most = 1 + random.nextLong(1_000_000);
      SlidingWindow window = of(most);
      for (int step = 0; step < 200; step++) {
        long amount = 1 + random.nextLong(2 * most);
        long wait = window.wait(amount, now);
        if (wait > 0) {
          assertThat(window.wait(amount, now + wait - 1)).as("seed %s", seed).isOne();
        }
        now += wait;
        assertThat(window.wait(amount, now)).as("seed %s", seed).isZero();
        Part part = window.take(amount, now);
        if (random.nextInt(4) == 0) {
          window.giveBack(part, random.nextLong(amount + 1), now);
        } else if (random.nextInt(4) == 0) {
          window.charge(random.nextLong(most * 2), now);
        }
        now += random.nextLong(WINDOW / 10);
      }
    }
  }

  @Test
  void remembersSomeHundredEntriesHoweverMuchIsTakenAndGivenBack() {
    SlidingWindow window = of(1_000_000_000);
    int entries = 0;
    for (int i = 0; i < 200_000; i++) {
      now += GRAIN / 10;
      Part part = window.take(3, now);
      if (i % 2 == 0) {
        window.giveBack(part, 3, now);
      }
      entries = Math.max(entries, window.entries());
    }

    assertThat(entries).isBetween(500, 602);
  }

  @Test
  void inTheLongRunAsMuchPassesAsTheLimitSays() {
    SlidingWindow window = of(5000);
    long passed = 0;
    long end = now + 20 * WINDOW;
    while (now < end) {
      now += WINDOW / 40_000;
      if (window.wait(1, now) == 0) {
        passed += window.take(1, now).logged();
      }
    }

    assertThat(passed).isBetween(20 * 5000L - 400, 20 * 5000L);
  }

  @Test
  void givesBackWhatStillCountsAndNothingTwice() {
    SlidingWindow window = of(10);
    Part first = window.take(6, now);
    now += GRAIN;
    Part second = window.take(4, now);

    window.giveBack(first, 6, now);
    assertThat(window.wait(6, now)).isZero();
    assertThat(window.wait(7, now)).isEqualTo(WINDOW);

    now += WINDOW;
    window.giveBack(second, 4, now);
    assertThat(window.isEmpty(now)).isTrue();
    assertThat(window.wait(10, now)).isZero();
  }

  @Test
  void whatIsMoreThanTheLimitWaitsForAnEmptyWindowAndIsPaidOffAtItsSpeed() {
    SlidingWindow window = of(100);
    Part unused = window.take(1, now);
    assertThat(unused.logged()).isOne();
    assertThat(window.wait(350, now)).isEqualTo(WINDOW);
    now += WINDOW;

    Part large = window.take(350, now);

    assertThat(window.wait(1, now)).isEqualTo(3 * WINDOW + WINDOW / 2);
    window.giveBack(large, 300, now);
    assertThat(window.wait(50, now)).isZero();
    assertThat(window.wait(51, now)).isEqualTo(WINDOW);
  }

  @Test
  void anotherLimitCountsWhatWasTakenUnderTheOneBefore() {
    SlidingWindow window = of(6);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      parts.add(window.take(1, now));
    }

    window.limit(7, MINUTE, now);
    assertThat(window.wait(1, now)).isZero();
    assertThat(window.wait(2, now)).isEqualTo(WINDOW);
    window.limit(3, MINUTE, now);
    assertThat(window.wait(1, now)).isEqualTo(WINDOW);
    assertThat(parts).allSatisfy(part -> assertThat(part.logged()).isOne());
  }

  @Test
  void aDebtIsOfAsManyTokensUnderAnotherLimit() {
    SlidingWindow window = of(100);
    window.charge(300, now);
    assertThat(window.wait(1, now)).isEqualTo(3 * WINDOW);

    window.limit(200, MINUTE, now);

    assertThat(window.wait(200, now)).isEqualTo(2 * WINDOW);
  }
}
