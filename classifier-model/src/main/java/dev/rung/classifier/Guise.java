package dev.rung.classifier;

import java.util.List;
import java.util.Locale;

/**
 * An opening that gives a part only where whoever answers is spoken to behind its comma: "As a
 * ghost, how would you ...", "If you were a knight, ...".
 *
 * @param opening how the prompt begins, in any case
 * @param clause what must stand before the comma as well, in lower case; may be empty
 * @param address what speaks to whoever answers, in lower case
 */
record Guise(String opening, String clause, String address) {
  private static final OpeningLetters<Guise> ALL =
      new OpeningLetters<>(
          List.of(
              new Guise("as a ", "", " you "),
              new Guise("as an ", "", " you "),
              new Guise("if you were a ", "", " you "),
              new Guise("if you were an ", "", " you "),
              new Guise("if you were the ", "", " you "),
              new Guise("als ", "", " du "),
              new Guise("wenn du ", "wärst", " du "),
              new Guise("wenn sie ", "wären", " sie "),
              new Guise("como ", "", "¿"),
              new Guise("si fueras ", "", "¿"),
              new Guise("si fuera usted ", "", "¿"),
              new Guise("en tant que ", "", "-vous "),
              new Guise("en tant que ", "", "-tu "),
              new Guise("si tu étais ", "", "tu "),
              new Guise("si vous étiez ", "", "vous "),
              new Guise("作为", "", "你"),
              new Guise("你是", "", "你"),
              new Guise("如果你是", "", "你"),
              new Guise("假如你是", "", "你"),
              new Guise("もしあなたが", "", ""),
              new Guise("", "として", "あなた"),
              new Guise("अगर आप ", "होते", "आप"),
              new Guise("अगर तुम ", "होते", "तुम")),
          Guise::opening);

  /** Where what is asked for begins; 0 where no part is given. */
  static int end(String text, int from) {
    int end = 0;
    for (Guise guise : ALL.at(text, from)) {
      if (text.regionMatches(true, from, guise.opening, 0, guise.opening.length())) {
        end = Math.max(end, guise.commaBefore(text, from + guise.opening.length()));
      }
    }
    return end;
  }

  /** Behind the comma that stands before the address; 0 where one of them is missing. */
  private int commaBefore(String text, int from) {
    int most = Math.min(text.length(), from + Persona.LONGEST);
    for (int i = from; i < most; i++) {
      switch (text.charAt(i)) {
        case ',', '，', '、' -> {
          return holds(text, from, i, clause) && holds(text, i, most, address) ? i + 1 : 0;
        }
        case '.', '!', '?', '。', '！', '？', '\n' -> {
          return 0;
        }
        default -> {}
      }
    }
    return 0;
  }

  /** Whether these words stand there, in any case. */
  private static boolean holds(String text, int from, int to, String words) {
    if (words.isEmpty()) {
      return true;
    }
    char first = words.charAt(0);
    boolean hasCase = Character.isLowerCase(first);
    return (hasCase || text.indexOf(first, from, to) >= 0) && lower(text, from, to).contains(words);
  }

  private static String lower(String text, int from, int to) {
    return text.substring(from, to).toLowerCase(Locale.ROOT);
  }
}
