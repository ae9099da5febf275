package dev.rung.bench.pairs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question with words that may be others, and perhaps a phrase that may move.
 *
 * @param pattern with {n:a|b} for numbers, p for names, u for units, l for languages, and [a
 *     phrase]
 */
record Sentence(String language, String pattern) {
  private static final Pattern SLOT = Pattern.compile("\\{(\\w):([^|}]*)\\|([^}]*)}");
  private static final Pattern PHRASE = Pattern.compile(" ?\\[([^]]*)]");
  private static final Map<String, String> KINDS =
      Map.of("n", "number", "p", "name", "u", "unit", "l", "language");

  /** The same with one word changed. */
  record Changed(String kind, String text) {}

  static List<Sentence> all() {
    return Lines.of("sentences.tsv").stream()
        .map(cells -> new Sentence(cells.get(0), cells.get(1)))
        .toList();
  }

  /** As it is asked first. */
  String text() {
    return plain(pattern);
  }

  private static String plain(String pattern) {
    return SLOT.matcher(pattern).replaceAll("$2").replace("[", "").replace("]", "");
  }

  /** With its phrase in front; absent where it has none. */
  Optional<String> withPhraseInFront(String comma) {
    Matcher phrase = PHRASE.matcher(pattern);
    if (!phrase.find()) {
      return Optional.empty();
    }
    String rest = pattern.substring(0, phrase.start()) + pattern.substring(phrase.end());
    return Optional.of(large(plain(phrase.group(1))) + comma + small(plain(rest)));
  }

  /** One for each slot. */
  List<Changed> changed() {
    List<Changed> all = new ArrayList<>();
    for (MatchResult slot : SLOT.matcher(pattern).results().toList()) {
      String other =
          pattern.substring(0, slot.start()) + slot.group(3) + pattern.substring(slot.end());
      all.add(new Changed(KINDS.getOrDefault(slot.group(1), ""), plain(other)));
    }
    return all;
  }

  static String large(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  static String small(String text) {
    return Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
