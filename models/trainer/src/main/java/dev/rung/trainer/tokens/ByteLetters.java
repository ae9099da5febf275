package dev.rung.trainer.tokens;

import java.util.ArrayList;
import java.util.List;

/**
 * A visible letter for each byte, as GPT-2's byte-level vocabularies have it: printable Latin-1
 * stands for itself, the rest follows from U+0100.
 */
final class ByteLetters {
  private static final int BYTES = 256;
  private static final List<String> LETTERS = letters();

  private ByteLetters() {}

  static String letter(int value) {
    return LETTERS.get(value);
  }

  static List<String> all() {
    return LETTERS;
  }

  private static List<String> letters() {
    List<String> letters = new ArrayList<>();
    int others = 0;
    for (int value = 0; value < BYTES; value++) {
      boolean visible =
          (value >= '!' && value <= '~')
              || (value >= 0xA1 && value <= 0xAC)
              || (value >= 0xAE && value <= 0xFF);
      letters.add(Character.toString(visible ? value : BYTES + others));
      others += visible ? 0 : 1;
    }
    return List.copyOf(letters);
  }
}
