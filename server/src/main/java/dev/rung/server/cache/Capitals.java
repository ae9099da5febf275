package dev.rung.server.cache;

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
  private static final Set<String> WORDS = WordList.words("words-and-names.txt", "word");

  /** Names unless small letters say otherwise. */
  private static final Set<String> NAMES = WordList.words("words-and-names.txt", "name");

  /** Words that stand for others where all of their letters are capitals. */
  private static final Set<String> ACRONYMS = WordList.words("words-and-names.txt", "acronym");

  /** Of short words, those that are in capitals only since they are stressed. */
  private static final Set<String> STRESSED = WordList.words("words-and-names.txt", "stressed");

  private final boolean tell;

  Capitals(String text) {
    this.tell = text.chars().anyMatch(Character::isUpperCase) && !isTitle(text);
  }

  /** Whether all longer words begin with a capital, and any behind the first one does. */
  private static boolean isTitle(String text) {
    Matcher words = WORD.matcher(text);
    boolean capital = false;
    boolean small = false;
    while (words.find()) {
      boolean longer = words.end() - words.start() > SHORT;
      boolean begins = Character.isLowerCase(text.codePointAt(words.start()));
      if (longer && begins) {
        return false;
      }
      small |= begins;
      capital |= longer && words.start() > 0;
    }
    return capital || !small;
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

  /** Whether it is an everyday word that in capitals stands for others, as REST does. */
  static boolean isAcronym(String written, String small) {
    return written.length() > 1
        && written.chars().allMatch(Character::isUpperCase)
        && !STRESSED.contains(small)
        && (FunctionWords.known(small) || ACRONYMS.contains(small));
  }

  /** As getUserName: humps tell names of programs apart, but not those of brands such as iPhone. */
  static boolean isCamelCase(String written) {
    int hump = 0;
    while (hump < written.length() && Character.isLowerCase(written.charAt(hump))) {
      hump++;
    }
    return hump > 1
        && hump < written.length()
        && Character.isUpperCase(written.charAt(hump))
        && written.chars().skip(hump).anyMatch(Character::isLowerCase);
  }

  /** A name differs from the word in its capital. */
  static String asName(String small) {
    return Character.toUpperCase(small.charAt(0)) + small.substring(1);
  }
}
