package dev.rung.server.template.function;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The payload as text in HTML or XML, and back. */
final class HtmlEntities {
  private static final int LONGEST = 10;

  /** Read when the first reference is resolved. */
  private static final class Table {
    private static final Map<String, String> BY_NAME = read();

    private static Map<String, String> read() {
      Map<String, String> byName = new HashMap<>();
      for (List<String> row : FactTable.read("html-entities.txt", 2)) {
        byName.put(row.get(0), Character.toString(Integer.parseInt(row.get(1), 16)));
      }
      return byName;
    }
  }

  private HtmlEntities() {}

  /** Safe between tags and inside quoted attributes. */
  static Optional<String> escape(Arguments arguments) {
    return Optional.of(
        arguments
            .text()
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;"));
  }

  /** Empty where nothing is escaped or a reference is unknown or cut short. */
  static Optional<String> unescape(Arguments arguments) {
    String text = arguments.text();
    var plain = new StringBuilder(text.length());
    int done = 0;
    for (int at = text.indexOf('&'); at >= 0; at = text.indexOf('&', done)) {
      int end = text.indexOf(';', at);
      if (end < 0 || end - at > LONGEST) {
        return Optional.empty();
      }
      Optional<String> character = character(text.substring(at + 1, end));
      if (character.isEmpty()) {
        return Optional.empty();
      }
      plain.append(text, done, at).append(character.get());
      done = end + 1;
    }
    return done == 0
        ? Optional.empty()
        : Optional.of(plain.append(text, done, text.length()).toString());
  }

  private static Optional<String> character(String reference) {
    if (reference.matches("#[0-9]{1,7}")) {
      return visible(Integer.parseInt(reference.substring(1)));
    }
    return reference.matches("#[xX][0-9a-fA-F]{1,6}")
        ? visible(Integer.parseInt(reference.substring(2), 16))
        : Optional.ofNullable(Table.BY_NAME.get(reference));
  }

  private static Optional<String> visible(int codePoint) {
    boolean isText =
        Character.isValidCodePoint(codePoint)
            && !Character.isISOControl(codePoint)
            && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
    return isText ? Optional.of(Character.toString(codePoint)) : Optional.empty();
  }
}
