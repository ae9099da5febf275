package dev.rung.local.tokenizer;

import com.hubspot.jinjava.objects.SafeString;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import jinjava.javax.el.ELException;
import org.jspecify.annotations.Nullable;

/**
 * How long a text becomes, found before it is made: a short template can ask for one that no memory
 * holds.
 */
final class TextLength {
  /** Chars. */
  static final int MOST = 20_000_000;

  /** A width or a precision of more than three digits. */
  private static final Pattern WIDE = Pattern.compile("%[^%a-zA-Z]*\\d{4}");

  /** The widest place that three digits make. */
  private static final long WIDEST = 999;

  /** Filters that write whatever they are given as a text. */
  private static final Set<String> WRITERS =
      Set.of(
          "capitalize",
          "escape",
          "format",
          "indent",
          "join",
          "lower",
          "replace",
          "string",
          "title",
          "trim",
          "truncate",
          "upper");

  private static final String WIDTH = "width";
  private static final int USUAL_WIDTH = 4;

  private TextLength() {}

  /**
   * Refuses a filter that would make too long a text.
   *
   * @throws ELException when it would
   */
  static void check(
      String filter, @Nullable Object value, Object[] arguments, Map<String, Object> named) {
    if (WRITERS.contains(filter)) {
      written(value, 0);
      for (Object argument : arguments) {
        written(argument, 0);
      }
    }
    String text = text(value);
    switch (filter) {
      case "replace" -> {
        if (arguments.length > 1) {
          replaced(text, text(arguments[0]), text(arguments[1]));
        }
      }
      case "indent" -> {
        Object width = arguments.length > 0 ? arguments[0] : named.get(WIDTH);
        indented(text, width instanceof Number number ? number.longValue() : USUAL_WIDTH);
      }
      case "format" -> {
        if (WIDE.matcher(text).find()) {
          throw new ELException("format is given a width of more than three digits");
        }
        formatted(text, arguments);
      }
      default -> {}
    }
  }

  /** Of a text in which others were replaced. */
  static void replaced(String text, String old, String by) {
    long grown = by.length() - (long) old.length();
    check(text.length() + (grown > 0 ? grown * count(text, old) : 0));
  }

  /** Of parts with a text between them. */
  static void joined(String between, Collection<?> parts) {
    long length = (long) between.length() * parts.size();
    for (Object part : parts) {
      length = written(part, length);
    }
    check(length);
  }

  /** Of lists and tables as well, since a short list can hold another one many times over. */
  private static long written(@Nullable Object value, long before) {
    long length = before + 2 + text(value).length();
    check(length);
    switch (value) {
      case Collection<?> things -> {
        for (Object thing : things) {
          length = written(thing, length);
        }
      }
      case Map<?, ?> things -> length = written(things.values(), length);
      case Map.Entry<?, ?> entry -> length = written(entry.getValue(), length);
      case null, default -> {}
    }
    return length;
  }

  /** Of a form, any place of which may take the longest argument: {@code %1$s} may come often. */
  private static void formatted(String form, Object[] arguments) {
    long longest = WIDEST;
    for (Object argument : arguments) {
      longest = Math.max(longest, text(argument).length());
    }
    check(form.length() + count(form, "%") * longest);
  }

  private static void indented(String text, long width) {
    check(text.length() + Math.min(Math.max(width, 0), MOST) * (1 + count(text, "\n")));
  }

  /** How often a text stands in another. */
  static long count(String text, String part) {
    if (part.isEmpty()) { // Stands between any two chars, and around them.
      return text.length() + 1L;
    }
    long count = 0;
    int at = text.indexOf(part);
    while (at >= 0) {
      count++;
      at = text.indexOf(part, at + part.length());
    }
    return count;
  }

  private static void check(long length) {
    if (length > MOST) {
      throw new ELException("a text becomes longer than " + MOST + " characters");
    }
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case CharSequence text -> text.toString();
      case SafeString safe -> safe.getValue();
      default -> "";
    };
  }
}
