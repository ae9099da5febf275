package dev.rung.server.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunningMeanTest {

  @Test
  void thePriorCountsAsFiveVerdicts() {
    RunningMean mean = RunningMean.OF_QUALITY.with(1);

    assertThat(mean.from(0.4)).isCloseTo((5 * 0.4 + 1) / 6, within(1e-12));
  }

  @Test
  void withoutAPriorTheFirstVerdictIsTheMean() {
    assertThat(RunningMean.PLAIN.with(0.25).from(0.9)).isEqualTo(0.25);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 44, 45, 46, 50, 51, 200})
  void replacingAVerdictIsAsIfItHadBeenTheOtherOneFromTheBeginning(int count) {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (RunningMean start : List.of(RunningMean.OF_QUALITY, RunningMean.PLAIN)) {
      List<Double> verdicts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        verdicts.add(random.nextDouble());
      }
      int changed = random.nextInt(count);
      double earlier = verdicts.get(changed);

      RunningMean replaced = mean(start, verdicts).replacing(changed + 1L, earlier, 0.5);
      verdicts.set(changed, 0.5);
      RunningMean expected = mean(start, verdicts);

      assertThat(replaced.from(0.7))
          .as("seed %d, verdict %d", seed, changed)
          .isCloseTo(expected.from(0.7), within(1e-9));
      assertThat(replaced.count()).isEqualTo(count);
    }
  }

  @Test
  void oldVerdictsFade() {
    RunningMean mean = RunningMean.OF_QUALITY;
    for (int i = 0; i < 1_000; i++) {
      mean = mean.with(0);
    }
    for (int i = 0; i < 50; i++) {
      mean = mean.with(1);
    }

    assertThat(mean.from(0.5)).isBetween(0.63, 0.64);
  }

  private static RunningMean mean(RunningMean start, List<Double> verdicts) {
    RunningMean mean = start;
    for (double verdict : verdicts) {
      mean = mean.with(verdict);
    }
    return mean;
  }
}
