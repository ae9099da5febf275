package dev.rung.classifier.labels;

/** A file of labelled prompts cannot be used; the message names the file, the line and why. */
public final class LabelException extends Exception {
  private static final long serialVersionUID = 1;

  LabelException(String message) {
    super(message);
  }
}
