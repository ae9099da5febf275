package dev.rung.bench.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.bench.local.ModelRounds.Round;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelTableTest {
  private static final Footprint TEN_GB = new Footprint(9_000_000_000L, 10_000_000_000L);

  @Test
  void showsTheMiddleOfTheRoundsAndTheirEdges() {
    List<String> lines =
        printed(
            new Round(decode(2), decode(4), 36),
            new Round(decode(3), decode(2), 36),
            new Round(decode(1), decode(2), 36));

    assertThat(line(lines, "decode 1, tokens/s"))
        .isEqualTo("decode 1, tokens/s 2.0 (1.0 - 3.0) 2.0 (2.0 - 4.0) 0.50 (0.50 - 1.50)");
  }

  @Test
  void tellsHowNearTheWeightsWereToTheLimitOfTheMemory() {
    List<String> lines = printed(new Round(decode(2), decode(3), 36));

    assertThat(line(lines, "of the best read")).isEqualTo("of the best read, decode 1 50 % 75 %");
  }

  @Test
  void comparesMemoryWithTheWeights() {
    List<String> lines =
        printed(new Round(figures(Map.of(Figure.PEAK_LOADING, 10.8e9)), new Figures(), 36));

    assertThat(line(lines, "peak memory loading")).isEqualTo("peak memory loading / weights 1.08");
  }

  @Test
  void leavesOutWhatWasNotMeasured() {
    List<String> lines = printed(new Round(decode(2), new Figures(), 36));

    assertThat(line(lines, "decode 1, tokens/s")).isEqualTo("decode 1, tokens/s 2.0 - -");
    assertThat(line(lines, "prefill 512")).isEqualTo("prefill 512, tokens/s - - -");
  }

  private static Figures decode(double rate) {
    return figures(Map.of(Figure.DECODE_1, rate));
  }

  private static Figures figures(Map<Figure, Double> values) {
    Figures figures = new Figures();
    values.forEach(figures::put);
    return figures;
  }

  private static List<String> printed(Round... rounds) {
    List<String> lines = new ArrayList<>();
    new ModelTable("made", TEN_GB, List.of(rounds)).print(lines::add);
    return lines;
  }

  /** A line by its beginning, with single blanks. */
  private static String line(List<String> lines, String beginning) {
    return lines.stream()
        .filter(line -> line.startsWith(beginning))
        .map(line -> line.replaceAll(" +", " "))
        .findFirst()
        .orElseThrow();
  }
}
