package dev.rung.server.template.function;

import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * How many words, characters, lines, letters, vowels, digits or bytes of UTF-8 (the group "what")
 * the payload has.
 */
final class TextCount implements TemplateFunction {
  @Override
  public Optional<String> answer(Arguments arguments) {
    String text = arguments.text();
    String what = arguments.get("what").toLowerCase(Locale.ROOT);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (what.startsWith("word")) {
      return text.codePoints().anyMatch(TextCount::isOfUnspacedScript)
          ? Optional.empty()
          : Optional.of(plural(text.strip().split("\\s+", -1).length, "word"));
    }
    if (what.startsWith("char")) {
      return Optional.of(plural(characters(text), "character"));
    }
    return switch (what) {
      case "line", "lines" -> Optional.of(plural(text.lines().count(), "line"));
      case "letter", "letters" -> Optional.of(plural(letters(text), "letter"));
      case "digit", "digits" ->
          Optional.of(plural(text.codePoints().filter(Character::isDigit).count(), "digit"));
      case "vowel", "vowels" -> vowels(text);
      case "bytes" -> Utf8.bytes(text).map(bytes -> plural(bytes.length, "byte"));
      default -> Optional.empty();
    };
  }

  private static long letters(String text) {
    return text.codePoints().filter(Character::isLetter).count();
  }

  /** Letters a, e, i, o and u, with accents or without; empty where other letters may be vowels. */
  private static Optional<String> vowels(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT);
    boolean isPlain = plain.codePoints().noneMatch(c -> c > 127 && Character.isLetter(c));
    long count = plain.chars().filter(c -> "aeiou".indexOf(c) >= 0).count();
    return isPlain ? Optional.of(plural(count, "vowel") + " (a, e, i, o, u)") : Optional.empty();
  }

  /** Characters as a reader sees them (grapheme clusters), spaces included. */
  private static long characters(String text) {
    BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(text);
    long count = 0;
    while (clusters.next() != BreakIterator.DONE) {
      count++;
    }
    return count;
  }

  /** Whether the script puts no space between words, so that they cannot be counted by spaces. */
  private static boolean isOfUnspacedScript(int codePoint) {
    return switch (Character.UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }

  static String plural(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
