package dev.rung.server.template.table;

import com.google.re2j.Pattern;
import java.text.Normalizer;
import java.util.Locale;

/** Names and questions in a form in which spellings that mean the same are the same. */
final class Names {
  private static final Pattern SPACES = Pattern.compile("[\\s\\pZ]+");

  /** "Ross308", "Ross-308" and "Ross 308" are one name; "12 5" and "125" are not. */
  private static final Pattern GAP = Pattern.compile("(\\pL)[ _-](\\pN)|(\\pN)[ _-](\\pL)");

  /** Marks that no question hangs on; a point inside a word or number is none. */
  private static final Pattern MARKS = Pattern.compile("[,;:!?¿¡\"“”„«»、，。！？…]|\\.( |$)");

  private Names() {}

  /** Of an entry of a table: in any case, with or without a gap between letters and digits. */
  static String ofEntry(String name) {
    return GAP.matcher(plain(name)).replaceAll("$1$3$2$4");
  }

  /** Of a question: in any case, without punctuation. */
  static String ofQuestion(String question) {
    return plain(MARKS.matcher(plain(question)).replaceAll(" "));
  }

  private static String plain(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return SPACES.matcher(composed).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }
}
