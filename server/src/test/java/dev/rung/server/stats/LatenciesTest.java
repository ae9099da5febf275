package dev.rung.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.stats.Latencies.Grain;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LatenciesTest {

  @ParameterizedTest
  @CsvSource({"FINE, 0.008", "COARSE, 0.032"})
  void percentilesAreThoseOfTheSortedTimesWithinTheGrain(Grain grain, double error) {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    Latencies latencies = new Latencies(grain);
    long[] micros = new long[5_000];
    for (int i = 0; i < micros.length; i++) {
      // Every size from a microsecond to an hour.
      micros[i] = (long) Math.exp(random.nextDouble() * Math.log(3.6e9));
      latencies.add(Duration.ofNanos(micros[i] * 1_000));
    }
    Arrays.sort(micros);

    for (int percent : new int[] {1, 50, 95, 99, 100}) {
      long exact = micros[micros.length * percent / 100 - 1];
      long read = latencies.read().percentile(percent).toNanos() / 1_000;

      assertThat(read)
          .as("%d %% with seed %d", percent, seed)
          .isBetween(exact, exact + (long) Math.ceil(exact * error));
    }
  }

  @Test
  void nothingIsZeroAndWhatIsLongerThanAnHourIsAnHour() {
    Latencies latencies = new Latencies(Grain.FINE);

    Duration nothing = latencies.read().percentile(50);
    latencies.add(Duration.ofDays(400));
    Duration longest = latencies.read().percentile(50);
    latencies.add(Duration.ZERO);

    assertThat(nothing).isZero();
    assertThat(longest).isBetween(Duration.ofHours(1), Duration.ofSeconds(3_630));
    assertThat(latencies.read().percentile(50)).isZero();
  }
}
