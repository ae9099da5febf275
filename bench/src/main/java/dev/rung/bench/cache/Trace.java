package dev.rung.bench.cache;

import dev.rung.server.generate.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Requests in a row, made up by a seed. How often each is asked falls with its rank (Zipf); tokens
 * in and out are spread as a logarithmic normal distribution; what they cost and how long they take
 * is by one of four kinds of models, a quarter to a third of them free. None of it hangs on
 * another.
 */
record Trace(String name, List<Asked> requests) {
  private static final long SEED = 20_261_121;
  private static final int CHARACTERS_PER_TOKEN = 4;
  private static final int MOST_TOKENS = 8_000;

  /** A model: nano-dollars for a token in and out, milliseconds for a token out. */
  private record Priced(double share, long in, long out, int milliseconds) {}

  private static final List<Priced> MODELS =
      List.of(
          new Priced(0.30, 0, 0, 25),
          new Priced(0.40, 150, 600, 10),
          new Priced(0.20, 1_000, 4_000, 15),
          new Priced(0.10, 5_000, 25_000, 25));

  /**
   * @param exponent of Zipf's law
   * @param drift how many ranks change places after every thousand requests
   */
  static Trace of(String name, int different, int requests, double exponent, int drift) {
    Random random = new Random(SEED);
    List<Asked> ranked = new ArrayList<>();
    for (int i = 0; i < different; i++) {
      ranked.add(draw(i, random));
    }
    double[] shares = shares(different, exponent);
    List<Asked> trace = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      if (i % 1_000 == 999) {
        for (int swap = 0; swap < drift; swap++) {
          Collections.swap(ranked, random.nextInt(different), random.nextInt(different));
        }
      }
      int at = Arrays.binarySearch(shares, random.nextDouble() * shares[different - 1]);
      trace.add(ranked.get(at < 0 ? -at - 1 : at));
    }
    return new Trace(name, trace);
  }

  /** Summed up to each rank. */
  private static double[] shares(int different, double exponent) {
    double[] sums = new double[different];
    double sum = 0;
    for (int rank = 0; rank < different; rank++) {
      sum += Math.pow(rank + 1.0, -exponent);
      sums[rank] = sum;
    }
    return sums;
  }

  private static Asked draw(int number, Random random) {
    Priced model = model(random.nextDouble());
    int in = tokens(300, 1.0, random);
    int out = tokens(250, 1.1, random);
    return new Asked(
        number,
        out * CHARACTERS_PER_TOKEN,
        new Money(in * model.in() + out * model.out()),
        Duration.ofMillis(200L + (long) out * model.milliseconds()));
  }

  private static Priced model(double at) {
    double sum = 0;
    for (Priced model : MODELS) {
      sum += model.share();
      if (at < sum) {
        return model;
      }
    }
    return MODELS.getLast();
  }

  private static int tokens(int median, double spread, Random random) {
    double tokens = median * Math.exp(spread * random.nextGaussian());
    return Math.clamp(Math.round(tokens), 1, MOST_TOKENS);
  }
}
