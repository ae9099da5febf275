package dev.rung.bench.local;

import dev.rung.local.InferenceException;
import dev.rung.local.decoding.Decoder;
import dev.rung.local.decoding.Decoder.Input;
import dev.rung.local.decoding.Decoder.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** How many tokens a decoder computes per second. Tokens are drawn, always the same. */
final class DecoderSpeed {
  /** Tokens in front of those that are counted. */
  private static final int BEFORE = 16;

  private static final int STEPS = 32;
  private static final int REPETITIONS = 3;

  private final Decoder decoder;
  private final Random random = new Random(1);

  DecoderSpeed(Decoder decoder) {
    this.decoder = decoder;
  }

  void firstToken() throws InferenceException {
    try (Sequence sequence = decoder.open(1)) {
      read(sequence, 1);
    }
  }

  void warmUp() throws InferenceException {
    prefill(BEFORE);
    decode(1, 2);
  }

  /**
   * Reads a prompt in steps as wide as they may be; the middle of several.
   *
   * @return tokens per second
   */
  double prefill(int tokens) throws InferenceException {
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < REPETITIONS; i++) {
      try (Sequence sequence = decoder.open(tokens)) {
        long start = System.nanoTime();
        read(sequence, tokens);
        rates.add(tokens * 1e9 / (System.nanoTime() - start));
      }
    }
    return new Measured(rates).median();
  }

  /**
   * Continues so many texts at once.
   *
   * @return tokens per second of all together
   */
  double decode(int sequences) throws InferenceException {
    return decode(sequences, STEPS);
  }

  private double decode(int count, int steps) throws InferenceException {
    List<Sequence> sequences = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        Sequence sequence = decoder.open(BEFORE + steps);
        sequences.add(sequence);
        read(sequence, BEFORE);
      }
      long start = System.nanoTime();
      for (int step = 0; step < steps; step++) {
        decoder.forward(sequences.stream().map(each -> new Input(each, tokens(1), 1)).toList());
      }
      return (double) count * steps * 1e9 / (System.nanoTime() - start);
    } finally {
      sequences.forEach(Sequence::close);
    }
  }

  private void read(Sequence sequence, int count) throws InferenceException {
    int left = count;
    while (left > 0) {
      int portion = Math.min(left, decoder.widestStep());
      left -= portion;
      decoder.forward(List.of(new Input(sequence, tokens(portion), left == 0 ? 1 : 0)));
    }
  }

  private int[] tokens(int count) {
    int[] tokens = new int[count];
    Arrays.setAll(tokens, i -> random.nextInt(decoder.vocabulary()));
    return tokens;
  }
}
