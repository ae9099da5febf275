package dev.rung.local.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rung.local.decoding.Perplexity;
import dev.rung.local.weights.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerplexityTest {
  private static final int NEXT = 17;
  private static final double TOLERANCE = 1e-3;

  /** One more token adds its surprise, by what the original code says it follows. */
  @ParameterizedTest
  @ValueSource(strings = {"phi-tiny", "falcon-mamba-tiny", "llama-tiny"})
  void countsEachTokenAsTheOriginalCodeDoes(String name) throws Exception {
    Oracle oracle = Oracle.named(name);
    try (TorchDecoder decoder = oracle.decoder(Precision.F32)) {
      for (Oracle.Prompt prompt : oracle.prompts()) {
        int[] ids = prompt.ids();
        int[] more = Arrays.copyOf(ids, ids.length + 1);
        more[ids.length] = NEXT;

        double added = loss(decoder, more) - (ids.length < 2 ? 0 : loss(decoder, ids));

        assertThat(added).isCloseTo(surprise(prompt.lastLogits()), within(TOLERANCE));
      }
    }
  }

  private static double loss(TorchDecoder decoder, int[] ids) throws Exception {
    double perplexity = Perplexity.of(decoder, ids, decoder.contextWindow(), done -> {});
    return Math.log(perplexity) * (ids.length - 1);
  }

  /** Computed another way than the code under test does. */
  private static double surprise(float[] logits) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - logits[NEXT]);
    }
    return Math.log(sum);
  }

  @Test
  void beginsAnewInEachWindow() throws Exception {
    int[] ids = IntStream.range(0, 100).map(i -> i * 37 % 500).toArray();
    List<Integer> done = new ArrayList<>();
    try (TorchDecoder decoder = Oracle.named("phi-tiny").decoder(Precision.F32)) {
      double all = Math.log(Perplexity.of(decoder, ids, 40, done::add));
      double parts = 0;
      for (int start = 0; start < 100; start += 40) {
        parts += loss(decoder, Arrays.copyOfRange(ids, start, Math.min(100, start + 40)));
      }

      assertThat(all).isCloseTo(parts / (39 + 39 + 19), within(TOLERANCE));
      assertThat(done).isSorted().endsWith(100);
    }
  }

  @Test
  void refusesWhatCannotBeMeasured() throws Exception {
    try (TorchDecoder decoder = Oracle.named("phi-tiny").decoder(Precision.F32)) {
      assertThatThrownBy(() -> Perplexity.of(decoder, new int[1], 10, done -> {}))
          .hasMessageContaining("1 tokens in windows of 10");
      int tooWide = decoder.contextWindow() + 1;
      assertThatThrownBy(() -> Perplexity.of(decoder, new int[9], tooWide, done -> {}))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
