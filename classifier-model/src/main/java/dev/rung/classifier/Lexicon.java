package dev.rung.classifier;

import java.util.HashMap;
import java.util.Map;

/** Which words have which senses. Immutable. */
public final class Lexicon {
  private static final Map<String, Long> BUILT_IN =
      Map.copyOf(WordLists.read("senses.txt", name -> Sense.valueOf(name).bit()));

  /** The built-in words. */
  public static final Lexicon DEFAULT = new Lexicon(BUILT_IN);

  private final WordTable table;

  private Lexicon(Map<String, Long> bits) {
    table = new WordTable(bits);
  }

  /**
   * The built-in words with some more and some less.
   *
   * @throws IllegalArgumentException for a word that can never be met in a text, and for one that
   *     is to be removed but is not there; the message names word and sense
   */
  public static Lexicon changed(Map<Sense, WordChanges> changes) {
    if (changes.isEmpty()) {
      return DEFAULT;
    }
    Map<String, Long> bits = new HashMap<>(BUILT_IN);
    changes.forEach((sense, words) -> {
      words.add().forEach(word -> bits.merge(readable(word), sense.bit(), (a, b) -> a | b));
      words.remove().forEach(word -> remove(bits, word, sense));
    });
    return new Lexicon(bits);
  }

  /** Whether a word can be met in a text: see {@link WordReader} for what one is. */
  public static boolean isReadable(String word) {
    int[] words = new int[1];
    WordTable itself = new WordTable(Map.of(WordLists.fold(word), 1L));
    WordReader reader = new WordReader(itself, (bits, number) -> words[0] += (int) bits);
    return !word.isEmpty()
        && Letters.inWord(word.charAt(0))
        && reader.read(word, 0, word.length()) == word.length()
        && words[0] == 1;
  }

  /** Whether a built-in word has this sense. */
  public static boolean knows(String word, Sense sense) {
    return (BUILT_IN.getOrDefault(WordLists.fold(word), 0L) & sense.bit()) != 0;
  }

  WordTable table() {
    return table;
  }

  private static String readable(String word) {
    if (!isReadable(word)) {
      throw new IllegalArgumentException(
          "a word must be of letters and digits only, at most 32 of them (8 in Chinese and"
              + " Japanese), not \""
              + word
              + "\"");
    }
    return WordLists.fold(word);
  }

  private static void remove(Map<String, Long> bits, String word, Sense sense) {
    if (!knows(word, sense)) {
      throw new IllegalArgumentException(
          "\"" + word + "\" is no word of the sense " + sense + ", so it cannot be removed");
    }
    bits.computeIfPresent(WordLists.fold(word), (known, held) -> held & ~sense.bit());
  }
}
