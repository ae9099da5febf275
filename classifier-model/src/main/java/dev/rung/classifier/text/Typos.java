package dev.rung.classifier.text;

import java.util.SplittableRandom;

/** Slips of the finger. */
final class Typos {
  private static final int TRIES = 12;
  private static final int SHORTEST_WORD = 4;

  private Typos() {}

  /** The text with one slip inside a word of lower-case letters; as it was if none is found. */
  static String one(String text, SplittableRandom random) {
    if (text.length() < SHORTEST_WORD) {
      return text;
    }
    for (int i = 0; i < TRIES; i++) {
      int at = random.nextInt(text.length() - SHORTEST_WORD + 1) + 1;
      if (inWord(text, at)) {
        return slip(text, at, random.nextInt(4));
      }
    }
    return text;
  }

  /** Whether a word goes on from one before {@code at} to two behind it. */
  private static boolean inWord(String text, int at) {
    for (int i = at - 1; i < at + SHORTEST_WORD - 1; i++) {
      if (i >= text.length() || !Character.isLowerCase(text.charAt(i)) || text.charAt(i) > 'ӿ') {
        return false;
      }
    }
    return true;
  }

  private static String slip(String text, int at, int kind) {
    String head = text.substring(0, at);
    String tail = text.substring(at + 1);
    char letter = text.charAt(at);
    return switch (kind) {
      case 0 -> head + tail;
      case 1 -> head + letter + letter + tail;
      case 2 -> head + tail.charAt(0) + letter + tail.substring(1);
      default -> head + (char) (letter == 'z' ? 'x' : letter + 1) + tail;
    };
  }
}
