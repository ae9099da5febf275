package dev.rung.classifier.text;

import java.util.List;

/** A piece of a phrase. */
sealed interface Part {
  /** Text as it stands. */
  record Words(String text) implements Part {}

  /**
   * A place for a filler.
   *
   * @param key what was written between the braces; equal keys in one text get the same value
   */
  record Slot(String list, String key, boolean capital) implements Part {}

  /** A place for a whole number, both ends included. */
  record Amount(int from, int to, String key) implements Part {
    public Amount {
      if (from >= to) {
        throw new IllegalArgumentException("numbers must rise in {" + key + "}");
      }
    }
  }

  /** One of several phrases. */
  record OneOf(List<Phrase> phrases) implements Part {}
}
