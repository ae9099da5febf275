package dev.rung.classifier.serve;

/** A model file cannot be used; the message says why and what to do. */
public final class ModelException extends Exception {
  private static final long serialVersionUID = 1;

  public ModelException(String message) {
    super(message);
  }
}
