package dev.rung.bench.tiers;

/** A file of labelled prompts cannot be used; the message names the file, the line and why. */
final class LabelException extends Exception {
  LabelException(String message) {
    super(message);
  }
}
