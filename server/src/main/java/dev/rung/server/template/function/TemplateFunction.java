package dev.rung.server.template.function;

import java.util.Optional;

/** Computes the answer of a template. Never throws, whatever the arguments hold. */
@FunctionalInterface
public interface TemplateFunction {

  /** The answer, or empty when these arguments are none it can answer for surely and exactly. */
  Optional<String> answer(Arguments arguments);

  /**
   * Whether it refuses every text but one of a strict shape, so that no instruction can hide behind
   * the text it is given. Such a function may be given text over several lines without quotes.
   */
  default boolean strictShape() {
    return false;
  }

  /**
   * Whether the text must begin on a line of its own: "remove duplicate photos:" says which lines
   * are meant before they begin.
   */
  default boolean ownLines() {
    return false;
  }
}
