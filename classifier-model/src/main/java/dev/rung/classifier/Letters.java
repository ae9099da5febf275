package dev.rung.classifier;

import java.text.Normalizer;

/**
 * What a UTF-16 unit is to the word reader, and its folded form: lower case, Latin letters without
 * their accents, so that "Código", "codigo" and the decomposed form are one word.
 *
 * <p>Lone surrogates and everything beyond the basic plane separate words.
 */
final class Letters {
  /** Where the units begin and end among which the ideographic ones are. */
  static final int IDEOGRAPHS = 0x3040;

  static final int IDEOGRAPHS_END = 0xA000;
  private static final int LATIN_END = 0x250;
  private static final int LATIN_ADDITIONAL = 0x1E00;
  private static final int LATIN_ADDITIONAL_END = 0x1F00;
  private static final int GREEK = 0x370;
  private static final int SYMBOLS = 0x2000;
  private static final int HANGUL = 0xAC00;
  private static final int HANGUL_END = 0xD7B0;
  private static final int DEVANAGARI = 0x900;
  private static final int DEVANAGARI_END = 0x980;
  private static final char NUKTA = 0x93C;
  private static final int DOTTED = 0x958;
  private static final String PLAIN = "कखगजडढफय";
  private static final boolean[] ASCII = wordsOfAscii();
  private static final char[] LATIN = folded(0, LATIN_END);
  private static final char[] ADDITIONAL = folded(LATIN_ADDITIONAL, LATIN_ADDITIONAL_END);

  private Letters() {}

  /** Part of a word: letter, digit, underscore or a mark that modifies a letter. */
  static boolean inWord(char c) {
    return c < ASCII.length ? ASCII[c] : Character.isLetterOrDigit(c) || isMark(c);
  }

  private static boolean[] wordsOfAscii() {
    boolean[] inWord = new boolean[0x80];
    for (char c = 0; c < inWord.length; c++) {
      inWord[c] = Character.isLetterOrDigit(c) || c == '_';
    }
    return inWord;
  }

  /** Korean, a syllable to a letter. */
  static boolean isHangul(char c) {
    return c >= HANGUL && c < HANGUL_END;
  }

  /** Written without spaces between words: Han, Hiragana, Katakana. */
  static boolean isIdeographic(char c) {
    return c >= IDEOGRAPHS && (c <= 0x30FF || (c >= 0x3400 && c < IDEOGRAPHS_END));
  }

  /** Of a script of which the lists know no words, such as Hangul or Arabic. */
  static boolean isForeign(char c) {
    return c >= GREEK
        && !(c >= DEVANAGARI && c < DEVANAGARI_END)
        && !(c >= LATIN_ADDITIONAL && c < LATIN_ADDITIONAL_END)
        && !(c >= SYMBOLS && (c < HANGUL || c >= HANGUL_END));
  }

  /** Written with the verb last: kana and Devanagari. */
  static boolean isVerbLast(char c) {
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x900 && c <= 0x97F);
  }

  /** An accent, or a dot below a Devanagari letter, that is dropped when words are compared. */
  static boolean isAccent(char c) {
    return (c >= 0x300 && c <= 0x36F) || c == NUKTA;
  }

  static char fold(char c) {
    if (c < LATIN_END) {
      return LATIN[c];
    }
    if (c >= LATIN_ADDITIONAL && c < LATIN_ADDITIONAL_END) {
      return ADDITIONAL[c - LATIN_ADDITIONAL];
    }
    return c >= DEVANAGARI && c < DEVANAGARI_END ? foldDevanagari(c) : Character.toLowerCase(c);
  }

  /** Dotted letters without their dot, and both marks of a nasal as one: people mix them. */
  private static char foldDevanagari(char c) {
    return c >= DOTTED && c < DOTTED + PLAIN.length()
        ? PLAIN.charAt(c - DOTTED)
        : c == 0x901 ? (char) 0x902 : c;
  }

  private static boolean isMark(char c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static char[] folded(int from, int to) {
    char[] table = new char[to - from];
    for (int c = from; c < to; c++) {
      String lower = String.valueOf(Character.toLowerCase((char) c));
      table[c - from] = Normalizer.normalize(lower, Normalizer.Form.NFD).charAt(0);
    }
    return table;
  }
}
