package dev.rung.classifier.feedback;

/** What came of training further. */
public sealed interface Learned {
  /** A model was written. */
  record Model(long bytes) implements Learned {}

  /**
   * Nothing was written.
   *
   * @param why in words, with what to do
   */
  record Refused(String why) implements Learned {}
}
