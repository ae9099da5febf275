package dev.rung.server.template.function;

import java.util.Locale;
import java.util.Optional;

/** How often the group "letter" occurs in the payload, in any case. */
final class LetterCount implements TemplateFunction {
  @Override
  public Optional<String> answer(Arguments arguments) {
    String letter = arguments.get("letter").toLowerCase(Locale.ROOT);
    if (letter.length() != 1 || arguments.text().isEmpty()) {
      return Optional.empty();
    }
    char wanted = letter.charAt(0);
    long count = arguments.text().toLowerCase(Locale.ROOT).chars().filter(c -> c == wanted).count();
    String times = count == 1 ? "once" : count + " times";
    return Optional.of("\"" + letter + "\" occurs " + times + " in \"" + arguments.text() + "\".");
  }
}
