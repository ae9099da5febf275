package dev.rung.server.template.function;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The payload, one line of words, as an identifier in the group "style": camel, pascal, snake ...
 */
final class IdentifierCase implements TemplateFunction {
  @Override
  public Optional<String> answer(Arguments arguments) {
    List<String> words = IdentifierWords.of(arguments.text());
    if (words.isEmpty()) {
      return Optional.empty();
    }
    String style =
        arguments
            .get("style")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[-_. ]?case$", "")
            .replaceAll("[-_ ]", "");
    return switch (style) {
      case "camel", "lowercamel" ->
          Optional.of(words.getFirst() + capitalised(words.subList(1, words.size()), ""));
      case "pascal", "uppercamel" -> Optional.of(capitalised(words, ""));
      case "snake" -> Optional.of(String.join("_", words));
      case "kebab", "dash" -> Optional.of(String.join("-", words));
      case "dot" -> Optional.of(String.join(".", words));
      case "train" -> Optional.of(capitalised(words, "-"));
      case "constant", "uppersnake", "screamingsnake" ->
          Optional.of(String.join("_", words).toUpperCase(Locale.ROOT));
      default -> Optional.empty();
    };
  }

  private static String capitalised(List<String> words, String between) {
    return words.stream()
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining(between));
  }
}
