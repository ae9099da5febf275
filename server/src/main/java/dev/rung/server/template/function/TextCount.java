package dev.rung.server.template.function;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.Optional;

/** How many words, characters or lines (the group "what") the payload has. */
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
    return what.startsWith("line")
        ? Optional.of(plural(text.lines().count(), "line"))
        : Optional.empty();
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
