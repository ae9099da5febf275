package dev.rung.trainer.tokens;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Byte pair encoding learned from counted words: the pair that occurs most often becomes a token,
 * again and again. Ties go to the pair that sorts first, so the same words give the same merges.
 *
 * <p>Source: Sennrich et al., "Neural Machine Translation of Rare Words with Subword Units", 2016,
 * over bytes as in GPT-2.
 */
public final class BytePairs {
  private final Map<String, Integer> counts;

  /**
   * @param counts how often each word occurs; no pair crosses the border of a word
   */
  BytePairs(Map<String, Integer> counts) {
    this.counts = new TreeMap<>(counts);
  }

  /** Two neighbouring tokens, in the letters that stand for their bytes. */
  public record Pair(String left, String right) {
    String joined() {
      return left + right;
    }
  }

  /** So many merges, in the order to apply them; fewer when no pair is left. */
  List<Pair> merges(int most) {
    List<Word> words = new ArrayList<>();
    counts.forEach((word, count) -> words.add(new Word(letters(word), count)));
    List<Pair> merges = new ArrayList<>();
    while (merges.size() < most) {
      Map<Pair, Long> pairs = new HashMap<>();
      words.forEach(word -> word.count(pairs));
      if (pairs.isEmpty()) {
        return merges;
      }
      Pair next = mostFrequent(pairs);
      merges.add(next);
      words.forEach(word -> word.merge(next));
    }
    return merges;
  }

  private static Pair mostFrequent(Map<Pair, Long> pairs) {
    return pairs.entrySet().stream()
        .min(
            Comparator.<Map.Entry<Pair, Long>>comparingLong(entry -> -entry.getValue())
                .thenComparing(entry -> entry.getKey().left())
                .thenComparing(entry -> entry.getKey().right()))
        .orElseThrow()
        .getKey();
  }

  private static List<String> letters(String word) {
    List<String> letters = new ArrayList<>();
    for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
      letters.add(ByteLetters.letter(b & 0xFF));
    }
    return letters;
  }

  /** A word as tokens so far. */
  private static final class Word {
    private List<String> tokens;
    private final long count;

    Word(List<String> tokens, long count) {
      this.tokens = tokens;
      this.count = count;
    }

    void count(Map<Pair, Long> pairs) {
      for (int i = 1; i < tokens.size(); i++) {
        pairs.merge(new Pair(tokens.get(i - 1), tokens.get(i)), count, Long::sum);
      }
    }

    void merge(Pair pair) {
      List<String> merged = new ArrayList<>(tokens.size());
      for (int i = 0; i < tokens.size(); i++) {
        boolean both =
            i + 1 < tokens.size()
                && tokens.get(i).equals(pair.left())
                && tokens.get(i + 1).equals(pair.right());
        merged.add(both ? pair.joined() : tokens.get(i));
        i += both ? 1 : 0;
      }
      tokens = merged;
    }
  }
}
