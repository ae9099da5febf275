package dev.rung.classifier;

import java.util.Locale;
import java.util.Set;

/**
 * Tells a conversation that is given, one speaker's words to a line, from a list of keys: speakers
 * come again. For one thread and one text.
 */
final class Conversation {
  /** What stands before a colon again and again and speaks not. */
  private static final Set<String> KEYS =
      Set.of("step", "todo", "http", "https", "要求", "注意", "条件", "説明");

  private static final int LONGEST = 14;
  private static final int SPEAKERS = 8;
  private static final int ENOUGH = 3;

  private final int[] speakers = new int[SPEAKERS];
  private int known;
  private int lines;
  private int again;

  /** Takes a trimmed line. */
  void line(String text, int start, int end) {
    int colon = colon(text, start, end);
    if (colon < 0) {
      return;
    }
    lines++;
    int speaker = text.substring(start, colon).hashCode();
    for (int i = 0; i < known; i++) {
      if (speakers[i] == speaker) {
        again++;
        return;
      }
    }
    if (known < SPEAKERS) {
      speakers[known++] = speaker;
    }
  }

  /** Lines that begin with a speaker. */
  int lines() {
    return lines;
  }

  /** Whether two or more speak, and most of them again. */
  boolean isOne() {
    return lines >= ENOUGH && known > 1 && again > 0 && 2 * again + 1 >= known;
  }

  /** Where the colon behind a speaker stands in a trimmed line; -1 where nobody speaks. */
  static int colon(String text, int start, int end) {
    char first = text.charAt(start);
    if (!Character.isUpperCase(first) && first != '#' && !Letters.isIdeographic(first)) {
      return -1;
    }
    int most = Math.min(end - 1, start + LONGEST);
    for (int at = start + 1; at < most; at++) {
      char c = text.charAt(at);
      if (c == ':' || c == '：') {
        return isKey(text, start, at) || isPath(text, at) ? -1 : at;
      }
      if (!Letters.inWord(c) && c != '#' && !(c == ' ' && isDigit(text.charAt(at + 1)))) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isKey(String text, int start, int colon) {
    return Exercises.isHead(text, start, colon)
        || KEYS.contains(text.substring(start, colon).toLowerCase(Locale.ROOT));
  }

  /** "C:\" and "std::". */
  private static boolean isPath(String text, int colon) {
    char next = text.charAt(colon + 1);
    return next == '\\' || next == ':' || next == '/';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
