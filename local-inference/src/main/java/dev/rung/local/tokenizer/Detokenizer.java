package dev.rung.local.tokenizer;

import java.util.Arrays;
import java.util.Optional;

/**
 * Makes text of one token after the other. A character of which bytes are still to come is held
 * back, so what is handed out is final, and all of it together is the text of all tokens.
 *
 * <p>Each token costs the decoding of the last few ones, however long the answer is. A start within
 * a character, or a space that is left out at the beginning of a text, changes only the beginning
 * of a window; what is new lies at its end.
 *
 * <p>For one thread.
 */
public final class Detokenizer {
  /** Tokens that are decoded again at least: enough to be past a character cut at the beginning. */
  private static final int SHORTEST = 16;

  private static final int LONGEST = 32;

  /** Where no better place was found, the window is cut here all the same. */
  private static final int TOO_LONG = 256;

  /** Bytes of a character that lacks one, each of which may decode to a U+FFFD of its own. */
  private static final int MOST_HELD_BACK = 3;

  private final Tokenizer tokenizer;
  private final SplitCharacters split = new SplitCharacters();
  private int[] window = new int[LONGEST + 1];
  private int size;
  private int handedOut;

  Detokenizer(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** Takes a token. Special tokens, and ids that no token has, add nothing. */
  public String push(int id) {
    if (!tokenizer.isText(id)) {
      return "";
    }
    Optional<Byte> oneByte = tokenizer.oneByte(id);
    return oneByte.isPresent() ? pushByte(id, oneByte.get()) : split.end() + pushText(id);
  }

  /** Not for the library, to which one byte that is wrong makes wrong all those beside it. */
  private String pushByte(int id, byte next) {
    if (size == 0) { // What follows is not the beginning of the text.
      add(id);
      handedOut = text(0).length();
    }
    return split.push(next);
  }

  private String pushText(int id) {
    add(id);
    String text = text(0);
    String piece = piece(text, text.length() - unfinished(text));
    if (size > LONGEST) {
      shorten(text);
    }
    return piece;
  }

  private void add(int id) {
    if (size == window.length) {
      window = Arrays.copyOf(window, 2 * size);
    }
    window[size++] = id;
  }

  /** The end of the answer: what was held back. */
  public String end() {
    String text = text(0);
    return split.end() + piece(text, text.length());
  }

  private String piece(String text, int end) {
    if (end <= handedOut) {
      return "";
    }
    String piece = text.substring(handedOut, end);
    handedOut = end;
    return piece;
  }

  /** Begins the window later, at a character. */
  private void shorten(String text) {
    int held = text.length() - handedOut;
    for (int from = size - SHORTEST; from > size - SHORTEST - 4; from--) {
      String later = text(from);
      boolean fits = later.length() >= held && text.endsWith(later);
      if (fits || size > TOO_LONG) {
        System.arraycopy(window, from, window, 0, size - from);
        size -= from;
        handedOut = Math.max(0, later.length() - held);
        return;
      }
    }
  }

  private String text(int from) {
    return tokenizer.decode(Arrays.copyOfRange(window, from, size));
  }

  private static int unfinished(String text) {
    int count = 0;
    while (count < Math.min(MOST_HELD_BACK, text.length())
        && text.charAt(text.length() - 1 - count) == '\uFFFD') {
      count++;
    }
    return count;
  }
}
