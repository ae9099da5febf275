package dev.rung.server.template.function;

import java.util.Optional;

/** A function that takes a payload without quotes, as long as that is one word. */
record OneWord(TemplateFunction function) implements TemplateFunction {
  @Override
  public Optional<String> answer(Arguments arguments) {
    boolean isOne =
        arguments.text().chars().noneMatch(c -> Character.isWhitespace(c) || c == '、' || c == '。');
    return isOne ? function.answer(arguments) : Optional.empty();
  }

  @Override
  public boolean strictShape() {
    return true;
  }
}
