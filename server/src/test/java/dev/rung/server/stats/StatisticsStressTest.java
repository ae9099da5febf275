package dev.rung.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.record.Recorded;
import dev.rung.server.record.RequestRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatisticsStressTest {
  private static final int WRITERS = 4;
  private static final int PER_WRITER = 10_000;

  private static final int ATTEMPTS = 100;

  private final Statistics statistics = new Statistics(() -> Instant.EPOCH, Optional::empty);

  @Test
  void losesNoRequestAndCountsNoneTwiceWhileOthersReset() throws Exception {
    long seed = System.nanoTime();
    List<StatsSnapshot> periods = new ArrayList<>();
    long writtenTokens = 0;

    try (ExecutorService pool = Executors.newFixedThreadPool(WRITERS)) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Future<Long>> writers =
          IntStream.range(0, WRITERS)
              .mapToObj(_ -> random.split())
              .map(mine -> pool.submit(() -> write(mine)))
              .toList();
      while (!writers.stream().allMatch(Future::isDone)) {
        checkParts(statistics.snapshot(), seed);
        periods.add(statistics.endPeriod().read(Optional.empty()));
      }
      for (Future<Long> writer : writers) {
        writtenTokens += writer.get();
      }
    }
    periods.add(statistics.endPeriod().read(Optional.empty()));

    assertThat(periods.stream().mapToLong(period -> period.total().count()).sum())
        .as("requests, seed %s", seed)
        .isEqualTo((long) WRITERS * PER_WRITER);
    assertThat(periods.stream().mapToLong(period -> period.total().inputTokens()).sum())
        .as("tokens, seed %s", seed)
        .isEqualTo(writtenTokens);
    assertThat(periods).as("seed %s", seed).allSatisfy(StatisticsStressTest::checkWhole);
  }

  private long write(SplittableRandom random) {
    RequestRecord[] kinds = {
      slowToRecord(Recorded.by("a", Tier.SMALL).tokens(3, 1, 2).cost(new Money(7))),
      slowToRecord(Recorded.by("b", Tier.LARGE).tokens(5, 0, 1).cost(new Money(9))),
      slowToRecord(Recorded.byTemplate()),
    };
    long tokens = 0;
    for (int i = 0; i < PER_WRITER; i++) {
      RequestRecord next = kinds[random.nextInt(kinds.length)];
      statistics.record(next);
      tokens += next.usage().inputTokens();
    }
    return tokens;
  }

  /** A failure of routing is counted after all these attempts, so that a reset may come between. */
  private static RequestRecord slowToRecord(Recorded recorded) {
    for (int i = 0; i < ATTEMPTS; i++) {
      recorded.attempt("c", Tier.SMALL, Attempt.Result.FAILED);
    }
    return recorded.routingFailed().done();
  }

  /** True also while requests are being recorded. */
  private static void checkParts(StatsSnapshot snapshot, long seed) {
    long ofTiers = snapshot.byTier().stream().mapToLong(tier -> tier.figures().count()).sum();
    assertThat(ofTiers).as("seed %s", seed).isLessThanOrEqualTo(snapshot.total().count());
    assertThat(snapshot.total().successRate()).as("seed %s", seed).isBetween(0.0, 1.0);
  }

  /** An ended period is complete: its parts are the whole. */
  private static void checkWhole(StatsSnapshot period) {
    long ofTiers = period.byTier().stream().mapToLong(tier -> tier.figures().count()).sum();
    assertThat(ofTiers).isEqualTo(period.total().count());
    assertThat(period.routingErrors()).isEqualTo(period.total().count());
    long cost = period.byModel().stream().mapToLong(model -> model.figures().cost().nanos()).sum();
    assertThat(cost).isEqualTo(period.total().cost().nanos());
  }
}
