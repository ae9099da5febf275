package dev.rung.server.cache;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the capitals of a text tell of words that are also names, such as May, Mark and Turkey.
 * Immutable.
 */
final class Capitals {
  private static final Pattern WORD = Pattern.compile("\\p{L}+");
  private static final int SHORT = 3;

  /** Words unless a capital says otherwise. */
  private static final Set<String> WORDS = listed("word ");

  /** Names unless small letters say otherwise. */
  private static final Set<String> NAMES = listed("name ");

  private final boolean tell;

  Capitals(String text) {
    this.tell = text.chars().anyMatch(Character::isUpperCase) && anyLongWordIsSmall(text);
  }

  private static boolean anyLongWordIsSmall(String text) {
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      if (words.end() - words.start() > SHORT
          && Character.isLowerCase(text.codePointAt(words.start()))) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> listed(String kind) {
    Set<String> words = new HashSet<>();
    WordList.lines("words-and-names.txt").stream()
        .filter(line -> line.startsWith(kind))
        .forEach(line -> words.addAll(List.of(line.substring(kind.length()).split(" +", -1))));
    return Set.copyOf(words);
  }

  /** Whether they tell names apart: not where all words begin alike. */
  boolean tell() {
    return tell;
  }

  /**
   * Whether a word is a name here.
   *
   * @param small the word in small letters
   * @param capital whether it begins with a capital
   * @param tells whether that says anything here
   */
  static boolean isName(String small, boolean capital, boolean tells) {
    return NAMES.contains(small) ? capital || !tells : WORDS.contains(small) && capital && tells;
  }

  /** A name differs from the word in its capital. */
  static String asName(String small) {
    return Character.toUpperCase(small.charAt(0)) + small.substring(1);
  }
}
