package dev.rung.server.template.function;

import java.util.Optional;

/**
 * The text of a kind for a language, which is named before ("language") or after ("target") what is
 * asked for.
 */
record Boilerplate(String kind) implements TemplateFunction {
  @Override
  public Optional<String> answer(Arguments arguments) {
    return language(arguments).flatMap(found -> ShippedText.read(kind, found.id() + ".md"));
  }

  /** Empty where none, two or an unknown one is named. */
  static Optional<Language> language(Arguments arguments) {
    String before = arguments.get("language");
    String after = arguments.get("target");
    return before.isEmpty() || after.isEmpty() ? Languages.named(before + after) : Optional.empty();
  }
}
