package dev.rung.classifier;

import static dev.rung.classifier.FrameWords.AND;
import static dev.rung.classifier.FrameWords.BACK;
import static dev.rung.classifier.FrameWords.BACK_BEGINS;
import static dev.rung.classifier.FrameWords.BESIDE;
import static dev.rung.classifier.FrameWords.GREETING;
import static dev.rung.classifier.FrameWords.LEAD;
import static dev.rung.classifier.FrameWords.LONGEST_BACK;
import static dev.rung.classifier.FrameWords.THANKS;
import static dev.rung.classifier.FrameWords.isStop;

/**
 * Cuts off what frames a request and is no part of it: greetings before it, thanks behind it, and
 * what its writer takes back ("..., never mind. What I need is ..."). What is left is judged as if
 * it had come alone.
 *
 * <p>Greetings and thanks are cut where enough is left, so that small talk stays what it is. What
 * is taken back may be long; the words that do so are looked for on the first line and at the
 * beginning of its last paragraph, and nowhere else: what is pasted may say such things as well.
 */
final class Frame {
  /** A greeting or thanks is shorter than that, in UTF-16 units. */
  private static final int LONGEST = 60;

  /** So far from the beginning something is taken back, in UTF-16 units. */
  private static final int NEAR = 160;

  /** The longest last line on which something is taken back, in UTF-16 units. */
  private static final int LAST = 300;

  /** What must be left on the same line. */
  private static final int ENOUGH_WORDS = 8;

  /** The same on a line of its own, or behind what was taken back. */
  private static final int FEW_WORDS = 2;

  private static final int MOST = 4;

  private final String text;
  private int from;
  private int to;
  private final Said one = new Said(FrameWords.TABLE, 1);

  private Frame(String text) {
    this.text = text;
    this.to = text.length();
  }

  /** The text without its frame; the text itself where it has none. */
  static String cut(String text) {
    Frame frame = new Frame(text);
    frame.cutBefore();
    frame.cutTakenBack();
    frame.cutBehind();
    return frame.from == 0 && frame.to == text.length()
        ? text
        : text.substring(frame.from, frame.to);
  }

  private void cutBefore() {
    int first = filled(from);
    int feed = text.indexOf('\n', first, Math.min(to, first + LONGEST));
    if (feed > 0 && isPolite(first, feed, GREETING | THANKS) && isEnough(feed, FEW_WORDS)) {
      from = pastStops(feed);
    }
    for (int times = 0; times < MOST; times++) {
      int start = filled(from);
      int end = stop(start, LONGEST);
      if (end < 0) {
        return;
      }
      int next = pastStops(end);
      boolean ownLine = text.indexOf('\n', end, Math.max(end, next)) >= 0;
      boolean polite = isPolite(start, end, ownLine ? GREETING | THANKS : GREETING);
      if (!polite || !isEnough(next, ownLine || from > 0 ? FEW_WORDS : ENOUGH_WORDS)) {
        return;
      }
      from = next;
    }
  }

  private void cutTakenBack() {
    int before = from;
    int last = lastLine();
    if (last > from && to - last <= LAST) {
      takeBack(last, filled(last) + 1);
    }
    int start = filled(from);
    int feed = text.indexOf('\n', start, Math.min(to, start + NEAR));
    takeBack(start, feed < 0 ? Math.min(to, start + NEAR) : feed);
    if (from > before) {
      cutBefore();
    }
  }

  /** Begins behind the words that take something back, if a stretch from here on begins so. */
  private void takeBack(int start, int most) {
    for (int at = filled(start); at < most; ) {
      int behind = behindBack(at);
      if (behind > 0) {
        int end = stop(behind, LONGEST);
        int next = end < 0 ? to : pastStops(end);
        int excused = stop(next, LONGEST);
        if (excused >= 0 && isPolite(next, excused, LEAD)) {
          next = pastStops(excused);
        }
        from = isEnough(next, FEW_WORDS) ? next : from;
        return;
      }
      int end = stop(at, most - at);
      if (end < 0) {
        return;
      }
      at = Math.max(end + 1, pastStops(end));
    }
  }

  /** Thanks on a line of their own; on the same line they may be what is said. */
  private void cutBehind() {
    for (int times = 0; times < MOST; times++) {
      int end = trimmed(to);
      int start = text.lastIndexOf('\n', end - 1) + 1;
      if (start <= from || end - start > LONGEST || !isPolite(start, end, THANKS)) {
        return;
      }
      if (words(from, start, FEW_WORDS) < FEW_WORDS) {
        return;
      }
      to = trimmed(start);
    }
  }

  /** Whether every word is of a greeting or of thanks, as wanted. */
  private boolean isPolite(int start, int end, int wanted) {
    int at = filled(start);
    int behind = Math.max(at, trimmed(end));
    if (at == behind) {
      return false;
    }
    if (Letters.isIdeographic(text.charAt(at))) {
      return isPoliteUnspaced(at, behind, wanted);
    }
    boolean polite = false;
    while (at < behind) {
      int wordEnd = wordEnd(at, behind);
      if (wordEnd == at) {
        if (text.charAt(at) == ':' && wordEnd(filled(at + 1), behind) > filled(at + 1)) {
          return false;
        }
        at++;
        continue;
      }
      long bits = bits(at, wordEnd);
      if ((bits & (GREETING | THANKS | BESIDE)) == 0) {
        return false;
      }
      polite |= (bits & wanted) != 0;
      at = wordEnd;
    }
    return polite;
  }

  private boolean isPoliteUnspaced(int start, int end, int wanted) {
    int last = end;
    while (last > start && isStop(text.charAt(last - 1))) {
      last--;
    }
    return (FrameWords.ofUnspaced(text.substring(start, last)) & wanted) != 0;
  }

  /** Behind the words that take something back and stand here, if they do; else -1. */
  private int behindBack(int start) {
    int unspaced = start < to ? FrameWords.unspacedBack(text, start) : 0;
    if (unspaced > 0) {
      return closed(start + unspaced);
    }
    int at = start;
    int end = wordEnd(at, to);
    while (end > at && (bits(at, end) & LEAD) != 0) {
      at = filled(end < to && isStop(text.charAt(end)) ? end + 1 : end);
      end = wordEnd(at, to);
    }
    if ((one.only(text, at, end) & BACK_BEGINS) == 0) {
      return -1;
    }
    Said said = new Said(FrameWords.TABLE, LONGEST_BACK);
    for (int words = 0; words < LONGEST_BACK && end > at; words++) {
      if ((said.next(text, at, end) & BACK) != 0 && closed(end) >= 0) {
        return end;
      }
      at = filled(end < to && text.charAt(end) == ',' ? end + 1 : end);
      end = wordEnd(at, to);
    }
    return -1;
  }

  /** Whether so many words stand from here on; a character is a word where there are no spaces. */
  private boolean isEnough(int next, int least) {
    return words(next, to, least) >= least;
  }

  /** The place itself where a clause ends there; -1 else: "never mind the gap". */
  private int closed(int at) {
    int next = at;
    while (next < to && text.charAt(next) == ' ') {
      next++;
    }
    boolean ends = next == to || isStop(text.charAt(next));
    return ends || (bits(next, wordEnd(next, to)) & AND) != 0 ? at : -1;
  }

  private int words(int start, int end, int most) {
    int words = 0;
    int at = start;
    while (at < end && words < most) {
      int wordEnd = wordEnd(at, end);
      words += wordEnd > at || Letters.isIdeographic(text.charAt(at)) ? 1 : 0;
      at = Math.max(at + 1, wordEnd);
    }
    return words;
  }

  private int wordEnd(int start, int end) {
    int at = start;
    while (at < end && Letters.inWord(text.charAt(at)) && !Letters.isIdeographic(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private long bits(int start, int end) {
    return end - start > WordTable.MAX_WORD ? 0 : one.only(text, start, end);
  }

  /** The first stop from here on; -1 where there is none so near. */
  private int stop(int start, int near) {
    int most = Math.min(to, start + near);
    for (int at = start; at < most; at++) {
      if (isStop(text.charAt(at))) {
        return at;
      }
    }
    return -1;
  }

  /** Past stops, blanks and what smiles. */
  private int pastStops(int stop) {
    int at = stop;
    while (at < to && (text.charAt(at) <= ' ' || isStop(text.charAt(at)) || isSmile(at))) {
      at++;
    }
    return at;
  }

  /** ":)" and what lies beyond the basic plane, such as emoji. */
  private boolean isSmile(int at) {
    char c = text.charAt(at);
    return Character.isSurrogate(c)
        || c == 0xFE0F
        || ((c == '-' || c == 'D' || c == 'P') && at > 0 && text.charAt(at - 1) == ':');
  }

  private int filled(int start) {
    int at = start;
    while (at < to && (text.charAt(at) <= ' ' || opens(text.charAt(at)))) {
      at++;
    }
    return at;
  }

  private static boolean opens(char c) {
    return c == '(' || c == '.' || c == '¡' || c == '¿' || c == '…';
  }

  private int trimmed(int end) {
    int at = end;
    while (at > from && text.charAt(at - 1) <= ' ') {
      at--;
    }
    return at;
  }

  private int lastLine() {
    int feed = text.lastIndexOf('\n', trimmed(to) - 1);
    return feed + 1;
  }
}
