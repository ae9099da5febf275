package dev.rung.server.cache;

import java.util.Set;

/** Units that mean something else in small letters than in capitals. */
final class LetterCase {
  /** Units, of which a prefix or a sign is told by its case: mW and MW, Mb and MB. */
  private static final Set<String> UNITS = WordList.words("units.txt", "cased");

  private LetterCase() {}

  /** Whether the case says what is meant. */
  static boolean counts(String written, String small) {
    return UNITS.contains(small) && isMixed(written);
  }

  private static boolean isMixed(String written) {
    return written.chars().anyMatch(Character::isLowerCase)
        && written.chars().anyMatch(Character::isUpperCase);
  }
}
