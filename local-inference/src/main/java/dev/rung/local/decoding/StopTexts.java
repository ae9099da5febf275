package dev.rung.local.decoding;

import java.util.List;

/**
 * Ends an answer at a text, wherever the borders of its tokens lie: what may be the beginning of
 * such a text is held back until it is known. Belongs to one answer and one thread.
 */
final class StopTexts {
  private final List<String> texts;
  private final StringBuilder held = new StringBuilder();
  private boolean found;

  /**
   * For one answer.
   *
   * @param texts none of them empty
   */
  StopTexts(List<String> texts) {
    this.texts = List.copyOf(texts);
  }

  /** Whether the answer is over. What comes after that is left out. */
  boolean isFound() {
    return found;
  }

  /** Takes a piece of the answer, and gives what is known to belong to it. */
  String push(String piece) {
    if (found) {
      return "";
    }
    held.append(piece);
    int start = firstText();
    found = start >= 0;
    return release(found ? start : held.length() - beginning());
  }

  /** The end of the answer: what was held back. */
  String end() {
    return found ? "" : release(held.length());
  }

  private String release(int length) {
    String known = held.substring(0, length);
    held.delete(0, length);
    return known;
  }

  /** Where the text begins that is complete first, however the pieces are cut; or -1. */
  private int firstText() {
    int first = -1;
    int firstEnd = Integer.MAX_VALUE;
    for (String text : texts) {
      int start = held.indexOf(text);
      int end = start + text.length();
      if (start >= 0 && (end < firstEnd || (end == firstEnd && start < first))) {
        first = start;
        firstEnd = end;
      }
    }
    return first;
  }

  /** Chars at the end that may be the beginning of a text. */
  private int beginning() {
    int longest = 0;
    for (String text : texts) {
      int most = Math.min(text.length() - 1, held.length());
      for (int length = most; length > longest; length--) {
        if (held.indexOf(text.substring(0, length), held.length() - length) >= 0) {
          longest = length;
        }
      }
    }
    return longest;
  }
}
