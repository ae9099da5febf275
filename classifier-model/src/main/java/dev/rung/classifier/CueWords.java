package dev.rung.classifier;

import java.util.Map;

/**
 * What single words let see of an answer, by the hash that {@link WordReader} makes of each, so
 * that asking makes no text. Words with the same 32 bits are taken for one another. Immutable.
 */
final class CueWords {
  /** Those who ask speak of themselves as several. */
  static final int TOGETHER = 1;

  /** Is chosen, or says that two texts are alike. */
  static final int CHOICE = 2;

  /** Asks for work in depth. */
  static final int DEPTH = 4;

  /** Is of a firm and its market. */
  static final int ENTERPRISE = 8;

  /** Measures the length of a text. */
  static final int MEASURE = 16;

  /** An article of Spanish or French, or what else stands behind a verb there and nowhere else. */
  static final int ROMANCE = 32;

  /** Relates quantities to each other: a share, a multiple, a rate, what is left. */
  static final int RELATION = 64;

  /** Is wanted of a text that stands beside it: its tone, a title for it, its language. */
  static final int WANTED = 128;

  /** Asks for a reason. */
  static final int CAUSE = 256;

  private static final CueWords BUILT_IN =
      new CueWords(WordLists.read("cue-words.txt", CueWords::bit));

  private final int[] hashes;
  private final short[] bits;

  private CueWords(Map<String, Long> words) {
    int size = Integer.highestOneBit(words.size() * 4);
    hashes = new int[size];
    bits = new short[size];
    words.forEach((word, cues) -> put(hash(word), cues.shortValue()));
  }

  /** The cues that a word gives, or 0. */
  static int of(int hash) {
    return BUILT_IN.find(hash);
  }

  /** The hash of a word as {@link WordReader} makes it. */
  static int hash(String word) {
    int hash = WordTable.emptyHash();
    for (char letter : WordLists.fold(word).toCharArray()) {
      hash = WordTable.hash(hash, letter);
    }
    return hash;
  }

  private void put(int hash, short cues) {
    int slot = slot(hash);
    hashes[slot] = hash;
    bits[slot] |= cues;
  }

  private int find(int hash) {
    return bits[slot(hash)];
  }

  /** Where a word stands, or the free place that it would take. */
  private int slot(int hash) {
    int mask = hashes.length - 1;
    int slot = (hash ^ (hash >>> 15)) & mask;
    while (bits[slot] != 0 && hashes[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static long bit(String name) {
    return switch (name) {
      case "TOGETHER" -> TOGETHER;
      case "CHOICE" -> CHOICE;
      case "DEPTH" -> DEPTH;
      case "ENTERPRISE" -> ENTERPRISE;
      case "MEASURE" -> MEASURE;
      case "ROMANCE" -> ROMANCE;
      case "RELATION" -> RELATION;
      case "WANTED" -> WANTED;
      case "CAUSE" -> CAUSE;
      default -> throw new IllegalArgumentException("no cue is called " + name);
    };
  }
}
