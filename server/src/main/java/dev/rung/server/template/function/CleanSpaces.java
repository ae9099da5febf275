package dev.rung.server.template.function;

import java.util.Locale;
import java.util.Optional;

/**
 * The payload with less white space: none at all, none at both ends, or one space for each run, as
 * the groups "verb" and "which" say.
 */
final class CleanSpaces implements TemplateFunction {
  @Override
  public Optional<String> answer(Arguments arguments) {
    String text = arguments.text();
    String changed =
        switch (arguments.get("which").toLowerCase(Locale.ROOT)) {
          case "extra", "double", "multiple", "repeated", "redundant" -> collapsed(text);
          case "leading and trailing", "surrounding" -> text.strip();
          case "all", "all the" -> without(text);
          default -> byVerb(arguments.get("verb"), text);
        };
    return Optional.of(changed).filter(some -> !some.isEmpty());
  }

  private static String byVerb(String verb, String text) {
    return switch (verb.toLowerCase(Locale.ROOT)) {
      case "collapse" -> collapsed(text);
      case "remove" -> without(text);
      default -> text.strip();
    };
  }

  private static String collapsed(String text) {
    return text.strip().replaceAll("[\\s\\p{Zs}]+", " ");
  }

  private static String without(String text) {
    return text.replaceAll("[\\s\\p{Zs}]", "");
  }
}
