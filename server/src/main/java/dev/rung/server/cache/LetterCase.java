package dev.rung.server.cache;

import java.util.Set;

/** Words that mean something else in small letters than in capitals. */
final class LetterCase {
  /** Units, of which a prefix or a sign is told by its case: mW and MW, Mb and MB. */
  private static final Set<String> UNITS =
      Set.of(
          "kb", "mb", "gb", "tb", "pb", "mw", "mwh", "mv", "ma", "mj", "mn", "mm", "nm", "pm", "mg",
          "mpa", "mhz", "mva", "mbps", "gbps", "kbps");

  /** Names that are words as well: a Polish cloth and a polish. */
  private static final Set<String> NAMES =
      Set.of(
          "polish", "turkey", "china", "march", "august", "mercury", "amazon", "apple", "mobile",
          "nice", "reading", "bath", "cork", "lent", "lima", "jordan", "aids");

  private LetterCase() {}

  /**
   * Whether the case says what is meant.
   *
   * @param named whether it has a capital that no beginning of a sentence explains
   */
  static boolean counts(String written, String small, boolean named) {
    return (UNITS.contains(small) && isMixed(written)) || (named && NAMES.contains(small));
  }

  private static boolean isMixed(String written) {
    return written.chars().anyMatch(Character::isLowerCase)
        && written.chars().anyMatch(Character::isUpperCase);
  }
}
