package dev.rung.bench.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which token follows which: the two-letter words of {@link PairTokenizer} follow each other in a
 * ring; every other token follows itself.
 *
 * <p>The output layer of a made model is the embedding in this order. As long as what the layers
 * add is small beside an embedding, the likeliest token is the next one of the ring, at any
 * precision. Such a model is a copier: given the ring with mistakes in it, it says the ring.
 */
public final class Succession {
  private Succession() {}

  /** The token in front of this one. */
  static int before(int token) {
    int word = token - PairTokenizer.FIRST_WORD;
    return word < 0 || word >= PairTokenizer.WORDS
        ? token
        : PairTokenizer.FIRST_WORD + Math.floorMod(word - 1, PairTokenizer.WORDS);
  }

  /** So many words of the ring, from one of them on. */
  public static String text(int first, int words) {
    return IntStream.range(first, first + words)
        .mapToObj(PairTokenizer::word)
        .collect(Collectors.joining());
  }

  /**
   * The ring with a word too many after each so many: what is to be copied with mistakes mended. It
   * ends with the word before the first, so that the answer begins with the first.
   */
  public static String withMistakes(int words, int every) {
    List<String> all = new ArrayList<>();
    for (int word = 0; word < words; word++) {
      all.add(PairTokenizer.word(word));
      if (word % every == every - 1) {
        all.add(PairTokenizer.word(word + PairTokenizer.WORDS / 2));
      }
    }
    all.add(PairTokenizer.word(-1));
    return String.join("", all);
  }

  /** Rows of an embedding, each in the place of the token after. */
  static Values shifted(Values embedding, int width, float factor) {
    return (first, into) -> {
      int at = 0;
      while (at < into.length) {
        long place = first + at;
        int column = (int) (place % width);
        int count = Math.min(width - column, into.length - at);
        float[] row = new float[count];
        embedding.fill((long) before((int) (place / width)) * width + column, row);
        for (float number : row) {
          into[at++] = Bfloat16.rounded(number * factor);
        }
      }
    };
  }
}
