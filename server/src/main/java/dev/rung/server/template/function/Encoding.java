package dev.rung.server.template.function;

import java.util.Optional;

/** Writes the UTF-8 bytes of the payload in another way. */
record Encoding(TextCodec codec) implements TemplateFunction {
  @Override
  public Optional<String> answer(Arguments arguments) {
    return Utf8.bytes(arguments.text()).map(codec::encode);
  }
}
