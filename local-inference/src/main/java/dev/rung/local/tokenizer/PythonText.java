package dev.rung.local.tokenizer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import jinjava.javax.el.ELException;

/** The methods of Python's texts that templates use (library reference, "Text Sequence Type"). */
final class PythonText {
  private static final int MOST_PARTS = 1_000_000;

  private PythonText() {}

  static Object call(String text, String method, Object[] arguments) {
    return switch (method) {
      case "strip" -> strip(text, arguments, true, true);
      case "lstrip" -> strip(text, arguments, true, false);
      case "rstrip" -> strip(text, arguments, false, true);
      case "startswith" -> any(arguments, text::startsWith);
      case "endswith" -> any(arguments, text::endsWith);
      case "split" -> split(text, arguments);
      case "replace" -> replace(text, string(arguments, 0), string(arguments, 1));
      case "upper" -> text.toUpperCase(Locale.ROOT);
      case "lower" -> text.toLowerCase(Locale.ROOT);
      case "capitalize" -> capitalize(text);
      case "title" -> title(text);
      case "find" -> text.indexOf(string(arguments, 0));
      case "count" -> TextLength.count(text, string(arguments, 0));
      case "join" -> join(text, arguments);
      default -> throw new ELException("the method " + method + " of texts is not supported");
    };
  }

  private static String strip(String text, Object[] arguments, boolean left, boolean right) {
    Predicate<Integer> stripped =
        arguments.length == 0 || arguments[0] == null
            ? point -> Character.isWhitespace(point) || Character.isSpaceChar(point)
            : point -> string(arguments, 0).indexOf(point) >= 0;
    int start = 0;
    int end = text.length();
    while (left && start < end && stripped.test(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (right && start < end && stripped.test(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  /** The argument may be several texts. */
  private static boolean any(Object[] arguments, Predicate<String> holds) {
    return (arguments.length > 0 && arguments[0] instanceof Collection<?> several)
        ? several.stream().map(String::valueOf).anyMatch(holds)
        : holds.test(string(arguments, 0));
  }

  private static List<String> split(String text, Object[] arguments) {
    if (arguments.length == 0 || arguments[0] == null) {
      String words = strip(text, new Object[0], true, true);
      return words.isEmpty() ? List.of() : checked(List.of(words.split("\\s+", MOST_PARTS + 1)));
    }
    String separator = string(arguments, 0);
    if (separator.isEmpty()) {
      throw new ELException("split needs a separator");
    }
    int most =
        arguments.length > 1 && arguments[1] instanceof Number number && number.intValue() >= 0
            ? number.intValue()
            : MOST_PARTS + 1;
    List<String> parts = new ArrayList<>();
    int from = 0;
    int at = text.indexOf(separator);
    while (at >= 0 && parts.size() < most) {
      parts.add(text.substring(from, at));
      from = at + separator.length();
      at = text.indexOf(separator, from);
    }
    parts.add(text.substring(from));
    return checked(parts);
  }

  private static List<String> checked(List<String> parts) {
    if (parts.size() > MOST_PARTS) {
      throw new ELException("split makes more than " + MOST_PARTS + " parts");
    }
    return parts;
  }

  private static String replace(String text, String old, String by) {
    TextLength.replaced(text, old, by);
    return text.replace(old, by);
  }

  private static String capitalize(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT)
            + text.substring(1).toLowerCase(Locale.ROOT);
  }

  private static String title(String text) {
    StringBuilder title = new StringBuilder();
    boolean within = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      title.append(within ? Character.toLowerCase(c) : Character.toUpperCase(c));
      within = Character.isLetter(c);
    }
    return title.toString();
  }

  private static String join(String text, Object[] arguments) {
    if (arguments.length == 1 && arguments[0] instanceof Collection<?> parts) {
      TextLength.joined(text, parts);
      return parts.stream().map(String::valueOf).collect(Collectors.joining(text));
    }
    throw new ELException("join needs a list");
  }

  private static String string(Object[] arguments, int index) {
    if (index < arguments.length && arguments[index] instanceof CharSequence text) {
      return text.toString();
    }
    throw new ELException("a text is missing between the brackets");
  }
}
