package dev.rung.local.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a program: parts from the resources, one after the other, with the numbers of a model
 * as functions before them.
 *
 * <p>libtorch looks functions and classes up under the name of their module, here {@code
 * __torch__}. The parts leave that out, as Python would; it is added here.
 */
final class ProgramText {
  private static final String MODULE = "__torch__.";
  private static final String MAIN = "Program";
  private static final Pattern DEFINED = Pattern.compile("(?m)^(?:def|class) (\\w+)");
  private static final Pattern FIELD = Pattern.compile("(?m)^  (\\w+) : ((?:Dict|List)\\[.*)$");

  private ProgramText() {}

  /**
   * Puts a text together.
   *
   * @param home beside which the resources lie
   * @param numbers functions without arguments, by name; a value is a boolean, a text without
   *     quotes, a whole number, a floating-point number or a list of them
   * @param parts names of resources without their ending
   */
  static String of(Class<?> home, Map<String, Object> numbers, List<String> parts) {
    StringBuilder text = new StringBuilder();
    numbers.forEach((name, value) -> text.append(function(name, value)));
    for (String part : parts) {
      text.append(resource(home, part + ".py")).append("\n\n");
    }
    return qualified(text.toString());
  }

  /** The fields of the class {@code Program} in a text, by name, with their types. */
  static Map<String, String> fields(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher field = FIELD.matcher(text.substring(text.indexOf("class " + MAIN)));
    while (field.find()) {
      fields.put(field.group(1), field.group(2));
    }
    return fields;
  }

  private static String function(String name, Object value) {
    return switch (value) {
      case Boolean flag -> define(name, "bool", flag ? "True" : "False");
      case Long number -> define(name, "int", number.toString());
      case Integer number -> define(name, "int", number.toString());
      case String text -> define(name, "str", '"' + text + '"');
      case Double number -> define(name, "float", number.toString());
      case List<?> numbers -> define(name, "List[float]", numbers.toString());
      default -> throw new IllegalArgumentException("a program has no use for " + value.getClass());
    };
  }

  private static String define(String name, String type, String value) {
    return "def " + name + "() -> " + type + ":\n  return " + value + "\n\n\n";
  }

  private static String resource(Class<?> home, String name) {
    try (InputStream in = home.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no program part " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + name, e);
    }
  }

  private static String qualified(String text) {
    List<String> names =
        DEFINED
            .matcher(text)
            .results()
            .map(found -> found.group(1))
            .filter(n -> !n.equals(MAIN))
            .toList();
    Pattern used =
        Pattern.compile(
            "(?m)(#.*$)|(?<![\\w.\"]|def |class )("
                + String.join("|", names)
                + ")\\b(?=\\()"
                + "|(?<=: |-> |\\[)("
                + String.join("|", names)
                + ")\\b(?!\")");
    return used.matcher(text).replaceAll(ProgramText::withModule);
  }

  private static String withModule(MatchResult found) {
    String whole = found.group();
    return Matcher.quoteReplacement(found.group(1) == null ? MODULE + whole : whole);
  }
}
