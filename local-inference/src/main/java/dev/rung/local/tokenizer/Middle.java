package dev.rung.local.tokenizer;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A text whose middle is left out: it begins with nothing but its first and last lines, which say
 * what is to be done, and grows from both ends. For one thread.
 */
final class Middle {
  private static final String MARK = "[...]\n";

  /** Chars of a first or last line that are surely kept; where one is longer, it is material. */
  private static final int LONGEST_LINE = 2_000;

  /** Chars that it grows by at most. */
  private static final int PIECE = 400;

  private final String text;
  private final Deque<Runnable> growth = new ArrayDeque<>();
  private int from;
  private int to;

  /**
   * @param longestCut chars of a line that counts as material which are kept at first
   */
  Middle(String text, int longestCut) {
    this.text = text.stripTrailing();
    int length = this.text.length();
    int longest = Math.min(LONGEST_LINE, longestCut);
    this.from = lineEnd(0, hasLine(0) ? LONGEST_LINE : longest, length);
    int most = hasLine(length - LONGEST_LINE) ? LONGEST_LINE : longest;
    this.to = Math.max(from, lineStart(length, most, 0));
  }

  /** Whether a line ends from there on, within the length of one that is surely kept. */
  private boolean hasLine(int start) {
    return text.length() <= LONGEST_LINE || text.indexOf('\n', start, start + LONGEST_LINE) >= 0;
  }

  /** Chars that are left out. */
  int missing() {
    return to - from;
  }

  /** The next line, or part of a long one, at the beginning or the end of what is left out. */
  String next(boolean atFront) {
    return atFront
        ? text.substring(from, lineEnd(from, PIECE, to))
        : text.substring(lineStart(to, PIECE, from), to);
  }

  /** Takes in what {@link #next} gives. */
  void grow(boolean atFront) {
    int earlierFrom = from;
    int earlierTo = to;
    growth.push(() -> {
      from = earlierFrom;
      to = earlierTo;
    });
    int length = next(atFront).length();
    from += atFront ? length : 0;
    to -= atFront ? 0 : length;
  }

  /** Takes back the last pieces that were taken in. */
  void shrink(int pieces) {
    for (int i = 0; i < pieces && !growth.isEmpty(); i++) {
      growth.pop().run();
    }
  }

  /** The text, with a mark where something is missing. */
  @Override
  public String toString() {
    if (missing() == 0) {
      return text;
    }
    String before = text.substring(0, from);
    return before + (before.endsWith("\n") ? "" : "\n") + MARK + text.substring(to);
  }

  /** Looks no further than it may go: lines can be as long as the text. */
  private int lineEnd(int start, int most, int limit) {
    int farthest = Math.min(start + most, limit);
    int line = text.indexOf('\n', start, farthest);
    if (line >= 0) {
      return line + 1;
    }
    return farthest == limit ? limit : whole(farthest);
  }

  private int lineStart(int end, int most, int limit) {
    int farthest = Math.max(end - most, limit);
    for (int at = end - 1; at > farthest; at--) {
      if (text.charAt(at - 1) == '\n') {
        return at;
      }
    }
    return farthest == limit ? limit : whole(farthest);
  }

  /** The place itself, or the one before, where it lies within a character. */
  private int whole(int at) {
    boolean within = Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
    return within ? at - 1 : at;
  }
}
