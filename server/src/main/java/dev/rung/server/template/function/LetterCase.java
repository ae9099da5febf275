package dev.rung.server.template.function;

import java.util.Locale;
import java.util.Optional;

/** The payload in the group "style": upper, lower or title case. */
final class LetterCase implements TemplateFunction {
  @Override
  public Optional<String> answer(Arguments arguments) {
    String text = arguments.text();
    String style = arguments.get("style").toLowerCase(Locale.ROOT);
    if (style.startsWith("upper")) {
      return Optional.of(text.toUpperCase(Locale.ROOT));
    }
    if (style.startsWith("lower")) {
      return Optional.of(text.toLowerCase(Locale.ROOT));
    }
    return style.startsWith("title") ? Optional.of(titled(text)) : Optional.empty();
  }

  /** Every word with a capital first letter and small ones after it. */
  private static String titled(String text) {
    var titled = new StringBuilder(text.length());
    boolean inWord = false;
    for (int codePoint : text.codePoints().toArray()) {
      titled.appendCodePoint(
          inWord ? Character.toLowerCase(codePoint) : Character.toTitleCase(codePoint));
      inWord = Character.isLetterOrDigit(codePoint) || (inWord && isInsideWord(codePoint));
    }
    return titled.toString();
  }

  private static boolean isInsideWord(int codePoint) {
    return codePoint == '\''
        || codePoint == '’'
        || Character.getType(codePoint) == Character.NON_SPACING_MARK;
  }
}
