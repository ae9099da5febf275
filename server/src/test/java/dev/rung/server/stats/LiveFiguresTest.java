package dev.rung.server.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.Tier;
import dev.rung.server.record.Recorded;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveFiguresTest {
  private static final Duration PRIOR = Duration.ofSeconds(1);

  private final LiveFigures live = new LiveFigures();

  private void answered(String model, Duration latency, int times) {
    for (int i = 0; i < times; i++) {
      live.record(Recorded.by(model, Tier.SMALL).latency(latency).done());
    }
  }

  private void failed(String model, Duration latency) {
    live.record(
        Recorded.byNobody("PROVIDERS_FAILED")
            .attempt(model, Tier.SMALL, Attempt.Result.FAILED, latency)
            .done());
  }

  @Test
  void goesByThePriorsUntilSomethingIsMeasured() {
    assertThat(live.latency("new", PRIOR)).isEqualTo(PRIOR);
    assertThat(live.successRate("new")).isEqualTo(1);
  }

  @Test
  void countsThePriorAsFiveSamples() {
    answered("a", Duration.ofMillis(200), 5);

    assertThat((double) live.latency("a", PRIOR).toNanos()).isCloseTo(600e6, within(1e3));
  }

  @Test
  void takesAnotherPriorIntoAccountAtOnce() {
    answered("a", Duration.ofMillis(200), 5);

    assertThat((double) live.latency("a", Duration.ofMillis(400)).toNanos())
        .isCloseTo(300e6, within(1e3));
  }

  @Test
  void forgetsThePriorAndOldSamplesInTheEnd() {
    answered("a", Duration.ofSeconds(5), 1_000);
    answered("a", Duration.ofMillis(200), 1_000);

    assertThat((double) live.latency("a", PRIOR).toNanos()).isCloseTo(200e6, within(1e3));
  }

  @Test
  void measuresTheCallAndNotTheFallbackBeforeIt() {
    live.record(
        Recorded.servedBy("good", Tier.SMALL)
            .latency(Duration.ofSeconds(9))
            .attempt("bad", Tier.SMALL, Attempt.Result.FAILED, Duration.ofSeconds(8))
            .attempt("good", Tier.SMALL, Attempt.Result.ANSWERED, Duration.ofSeconds(1))
            .done());

    assertThat(live.latency("good", PRIOR)).isEqualTo(PRIOR);
  }

  @Test
  void countsFailuresAgainstSuccessAndNotAsLatency() {
    failed("a", Duration.ofMillis(1));

    assertThat(live.latency("a", PRIOR)).isEqualTo(PRIOR);
    assertThat(live.successRate("a")).isCloseTo(5.0 / 6, within(1e-9));
  }

  @Test
  void anAnswerThatMissesItsSchemaDoesNotTurnOthersAway() {
    for (int i = 0; i < 100; i++) {
      live.record(
          Recorded.byNobody("PROVIDERS_FAILED")
              .attempt("a", Tier.SMALL, Attempt.Result.UNFIT, Duration.ofSeconds(9))
              .done());
    }

    assertThat(live.successRate("a")).isEqualTo(1);
    assertThat(live.latency("a", PRIOR)).isEqualTo(PRIOR);
  }

  @Test
  void countsTheFailuresThatAKeptAnswerMadeGood() {
    live.record(
        Recorded.servedBy("a", Tier.SMALL)
            .fromCache()
            .attempt("a", Tier.SMALL, Attempt.Result.FAILED)
            .done());

    assertThat(live.successRate("a")).isCloseTo(5.0 / 6, within(1e-9));
  }

  @Test
  void ignoresCacheHitsAndCallsThatSayNothing() {
    live.record(
        Recorded.servedBy("a", Tier.SMALL).latency(Duration.ofMillis(1)).fromCache().done());
    live.record(
        Recorded.byNobody("DEADLINE")
            .attempt("b", Tier.SMALL, Attempt.Result.CANCELLED)
            .attempt("c", Tier.SMALL, Attempt.Result.REFUSED)
            .done());

    assertThat(live.latency("a", PRIOR)).isEqualTo(PRIOR);
    assertThat(live.successRate("b")).isEqualTo(1);
    assertThat(live.successRate("c")).isEqualTo(1);
  }

  @Test
  void forgetsModelsThatAreGone() {
    answered("stays", Duration.ofMillis(400), 5);
    answered("goes", Duration.ofMillis(400), 5);

    live.retain(Set.of("stays"));

    assertThat(live.latency("goes", PRIOR)).isEqualTo(PRIOR);
    assertThat(live.latency("stays", PRIOR)).isLessThan(PRIOR);
  }

  @Test
  void keepsThePriorsOfModelsBeyondItsBound() {
    for (int i = 0; i < 1_000; i++) {
      answered("m" + i, Duration.ofMillis(1), 1);
    }

    answered("one-more", Duration.ofMillis(1), 50);

    assertThat(live.latency("one-more", PRIOR)).isEqualTo(PRIOR);
    assertThat(live.latency("m999", PRIOR)).isLessThan(PRIOR);
  }

  @Test
  void losesNoSampleWhenManyThreadsRecordAtOnce() throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<? extends Future<?>> writers =
          IntStream.range(0, 4)
              .mapToObj(_ -> pool.submit(() -> answered("a", Duration.ofMillis(100), 10)))
              .toList();
      for (Future<?> writer : writers) {
        writer.get();
      }
    }

    double expected = (5 * 1_000 + 40 * 100) / 45.0;
    assertThat((double) live.latency("a", PRIOR).toNanos()).isCloseTo(expected * 1e6, within(1e3));
  }
}
