package dev.rung.server.template.function;

import java.util.Optional;

/** Reads a payload back into text; empty where it is malformed or holds no text. */
record Decoding(TextCodec codec) implements TemplateFunction {
  @Override
  public Optional<String> answer(Arguments arguments) {
    return codec.decode(arguments.text()).flatMap(Utf8::text).filter(text -> !text.isEmpty());
  }

  @Override
  public boolean strictShape() {
    return true;
  }
}
