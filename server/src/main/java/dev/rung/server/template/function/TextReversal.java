package dev.rung.server.template.function;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The payload from its end to its beginning, and whether that makes a difference. */
final class TextReversal {
  private TextReversal() {}

  static Optional<String> reverse(Arguments arguments) {
    return Optional.of(reversed(arguments.text())).filter(text -> !text.isBlank());
  }

  /** Whether it reads the same backwards; ASCII only, where letters are plain to tell. */
  static Optional<String> palindrome(Arguments arguments) {
    String text = arguments.text();
    String letters = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    if (letters.length() < 2 || text.chars().anyMatch(c -> c > 127)) {
      return Optional.empty();
    }
    if (!reversed(letters).equals(letters)) {
      return Optional.of("No: \"" + text + "\" reads \"" + reversed(text) + "\" backwards.");
    }
    String aside = reversed(text).equals(text) ? "." : "; case, spaces and punctuation aside.";
    return Optional.of("Yes, \"" + text + "\" reads the same backwards" + aside);
  }

  /** By characters as a reader sees them (grapheme clusters). */
  private static String reversed(String text) {
    BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(text);
    List<String> characters = new ArrayList<>();
    int start = clusters.first();
    for (int end = clusters.next(); end != BreakIterator.DONE; end = clusters.next()) {
      characters.add(text.substring(start, end));
      start = end;
    }
    return String.join("", characters.reversed());
  }
}
