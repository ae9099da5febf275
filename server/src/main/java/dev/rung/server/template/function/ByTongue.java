package dev.rung.server.template.function;

import java.util.Optional;

/** A function that does in English what another does in every other language. */
record ByTongue(TemplateFunction english, TemplateFunction others) implements TemplateFunction {
  @Override
  public Optional<String> answer(Arguments arguments) {
    return (arguments.language() == Tongue.ENGLISH ? english : others).answer(arguments);
  }
}
