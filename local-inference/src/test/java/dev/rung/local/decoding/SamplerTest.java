package dev.rung.local.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rung.local.GenerationOptions;
import dev.rung.local.GenerationOptions.Extras;
import dev.rung.local.GenerationOptions.Logprobs;
import dev.rung.local.InferenceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {

  @ParameterizedTest
  @ValueSource(strings = {"phi-tiny", "phi-odd", "falcon-mamba-tiny", "falcon-mamba-odd"})
  void probabilitiesAreThoseOfTransformers(String name) throws Exception {
    SamplingOracle oracle = SamplingOracle.named(name);

    assertThat(oracle.cases()).hasSizeGreaterThan(5);
    for (SamplingOracle.Case expected : oracle.cases()) {
      Candidates actual = sampler(expected.options(), 1).candidates(oracle.logits(), oracle.seen());

      assertThat(actual.ids()).as("%s", expected.options()).hasSize(expected.kept());
      for (int i = 0; i < expected.ids().length; i++) {
        assertThat(probability(actual, expected.ids()[i]))
            .isCloseTo(expected.probabilities()[i], within(2e-5));
      }
    }
  }

  @Test
  void narrowingOfALargeVocabularyIsThatOfAFullSort() {
    float[] flat = noise(1, 50_000, 0.01f);
    float[] steep = noise(2, 50_000, 5);
    for (float[] logits : List.of(flat, steep)) {
      for (Narrowing narrowing :
          List.of(
              new Narrowing(0, 0.9, 0),
              new Narrowing(0, 0.999999, 0),
              new Narrowing(40, 1, 0),
              new Narrowing(40, 0.8, 0.05),
              new Narrowing(60_000, 0.95, 0),
              new Narrowing(0, 1, 0.2))) {
        int[] expected = naive(narrowing, logits);

        Candidates actual = narrowing.apply(logits, highest(logits), 0.8);

        assertThat(Arrays.stream(actual.ids()).sorted().toArray())
            .as("%s", narrowing)
            .isEqualTo(Arrays.stream(expected).sorted().toArray());
      }
    }
  }

  @Test
  void drawsAreAsFrequentAsTheyAreLikely() throws InferenceException {
    float[] logits = {0, (float) Math.log(2), (float) Math.log(5), -100};
    Sampler sampler = sampler(options(OptionalDouble.of(1), Extras.NONE), 42);
    int[] counts = new int[4];
    for (int i = 0; i < 8_000; i++) {
      counts[sampler.take(logits, new BitSet())]++;
    }

    assertThat(counts[0]).isBetween(850, 1_150);
    assertThat(counts[1]).isBetween(1_850, 2_150);
    assertThat(counts[2]).isBetween(4_850, 5_150);
    assertThat(counts[3]).isZero();
  }

  @Test
  void withoutTemperatureOnlyNarrowingDraws() {
    assertThat(sampler(options(OptionalDouble.empty(), Extras.NONE), 1).isGreedy()).isTrue();
    Extras topK = new Extras(5, 0, 1, Logprobs.NONE);
    assertThat(sampler(options(OptionalDouble.empty(), topK), 1).isGreedy()).isFalse();
    assertThat(sampler(options(OptionalDouble.of(0), topK), 1).isGreedy()).isTrue();
  }

  @Test
  void thePenaltyCountsForTheLikeliestTokenToo() throws InferenceException {
    Extras penalty = new Extras(0, 0, 2, Logprobs.NONE);
    BitSet seen = new BitSet();
    seen.set(1);
    float[] logits = {1.5f, 2, -3};

    assertThat(sampler(options(OptionalDouble.of(0), penalty), 1).take(logits, seen)).isZero();
    assertThat(logits).containsExactly(1.5f, 2, -3);
  }

  @Test
  void logitsThatAreNoNumbersAreAFailure() throws InferenceException {
    Sampler sampler = sampler(options(OptionalDouble.of(1), Extras.NONE), 1);

    assertThatThrownBy(() -> sampler.take(new float[] {Float.NaN, Float.NaN}, new BitSet()))
        .isInstanceOf(InferenceException.class)
        .hasMessage("the model computed logits that are no finite numbers");
    assertThat(sampler.take(new float[] {Float.NaN, 1}, new BitSet())).isEqualTo(1);
  }

  @Test
  void scoresAreThoseOfTheSoftmax() {
    Scores scores = Scores.of(new float[] {(float) Math.log(1), (float) Math.log(3)});

    assertThat(scores.logprob(1)).isCloseTo(Math.log(0.75), within(1e-6));
    assertThat(scores.margin()).isCloseTo(Math.log(3), within(1e-6));
    assertThat(scores.entropy())
        .isCloseTo(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25), within(1e-6));
    assertThat(Scores.of(new float[] {3, 9, 5, 7}).likeliest(3)).containsExactly(1, 3, 2);
    assertThat(Scores.of(new float[] {3, 9}).likeliest(0)).isEmpty();
  }

  private static int[] naive(Narrowing narrowing, float[] logits) {
    List<Integer> sorted =
        new ArrayList<>(
            IntStream.range(0, logits.length)
                .boxed()
                .sorted(Comparator.comparingDouble(id -> -logits[id]))
                .toList());
    if (narrowing.topK() > 0 && narrowing.topK() < sorted.size()) {
      sorted = sorted.subList(0, narrowing.topK());
    }
    double highest = logits[sorted.getFirst()];
    double total = 0;
    for (int id : sorted) {
      total += Math.exp((logits[id] - highest) / 0.8);
    }
    List<Integer> kept = new ArrayList<>();
    double before = 0;
    for (int id : sorted) {
      double weight = Math.exp((logits[id] - highest) / 0.8);
      if (before < narrowing.topP() * total && weight >= narrowing.minP()) {
        kept.add(id);
      }
      before += weight;
    }
    return kept.stream().mapToInt(Integer::intValue).toArray();
  }

  private static float[] noise(long seed, int size, float scale) {
    Random random = new Random(seed);
    float[] logits = new float[size];
    for (int i = 0; i < size; i++) {
      logits[i] = (float) random.nextGaussian() * scale;
    }
    return logits;
  }

  private static float highest(float[] logits) {
    return (float)
        IntStream.range(0, logits.length).mapToDouble(i -> logits[i]).max().orElseThrow();
  }

  private static double probability(Candidates candidates, int id) {
    int index =
        IntStream.range(0, candidates.ids().length)
            .filter(i -> candidates.ids()[i] == id)
            .findFirst()
            .orElseThrow();
    return candidates.probability(index);
  }

  private static GenerationOptions options(OptionalDouble temperature, Extras extras) {
    return new GenerationOptions(
        1,
        temperature,
        OptionalDouble.empty(),
        OptionalLong.empty(),
        List.of(),
        Duration.ofSeconds(1),
        extras);
  }

  private static Sampler sampler(GenerationOptions options, long seed) {
    return new Sampler(options, new SplittableRandom(seed));
  }
}
