package dev.rung.server.template.function;

import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Optional;

/** The payload in the group "style": upper, lower, title or sentence case, or with case swapped. */
final class LetterCase implements TemplateFunction {
  /** Small words inside a title: style guides disagree which of them keep a small letter. */
  private static final Pattern DISPUTED =
      Pattern.compile(
          " (?:a|an|the|and|but|or|nor|for|so|yet|as|at|by|in|of|off|on|per|to|up|via|with|from|into"
              + "|over|is|are|be|it|its) ",
          Pattern.CASE_INSENSITIVE);

  /** More than one sentence, or the word "I": where capitals go is not plain from the letters. */
  private static final Pattern SEVERAL_OR_NAMED =
      Pattern.compile("[.!?…。！？] *[^ .!?…。！？\"')”’]|\\bi\\b", Pattern.CASE_INSENSITIVE);

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
    if (style.startsWith("sentence")) {
      return SEVERAL_OR_NAMED.matcher(text).find() ? Optional.empty() : Optional.of(sentence(text));
    }
    if (style.startsWith("swap") || style.startsWith("inver") || style.startsWith("toggle")) {
      return Optional.of(swapped(text));
    }
    return style.startsWith("title") && !DISPUTED.matcher(text).find()
        ? Optional.of(titled(text))
        : Optional.empty();
  }

  /** One sentence: a capital first letter and small ones after it. Names lose their capitals. */
  private static String sentence(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    int first = small.isEmpty() ? 0 : small.offsetByCodePoints(0, 1);
    return small.substring(0, first).toUpperCase(Locale.ROOT) + small.substring(first);
  }

  private static String swapped(String text) {
    return text.codePoints()
        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
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
