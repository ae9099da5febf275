package dev.rung.server.template.function;

import java.util.Locale;
import java.util.Set;

/** Words that stand for the number one before a unit, in the languages that are known. */
public final class Articles {
  private static final Set<String> ONE =
      Set.of(
          "", "a", "an", "one", "ein", "eine", "einen", "einem", "einer", "un", "una", "uno", "une",
          "一", "एक");

  private Articles() {}

  /** Whether this means one, as no number at all does. */
  public static boolean isOne(String text) {
    return ONE.contains(text.toLowerCase(Locale.ROOT));
  }
}
