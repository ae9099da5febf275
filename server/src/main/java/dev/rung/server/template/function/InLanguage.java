package dev.rung.server.template.function;

import java.util.Optional;

/** A function that reads and answers in one language, whatever it is called with. */
public record InLanguage(TemplateFunction function, Tongue language) implements TemplateFunction {
  @Override
  public Optional<String> answer(Arguments arguments) {
    return function.answer(new Arguments(arguments.groups(), language));
  }

  @Override
  public boolean strictShape() {
    return function.strictShape();
  }
}
