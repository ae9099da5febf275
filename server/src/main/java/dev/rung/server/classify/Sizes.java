package dev.rung.server.classify;

/** The sizes at which a task changes its tier. */
final class Sizes {
  /** Lines of code below which one function's worth of work is expected. */
  static final int SMALL_CODE = 50;

  /** Lines of code below which work on several functions is expected. */
  static final int MEDIUM_CODE = 200;

  /** Lines of code that a sentence can sum up. */
  static final int SNIPPET = 15;

  /** Words up to which a wish needs no verb, as in "timer, five minutes". */
  static final int CATCHWORDS = 6;

  /** Words up to which an utterance is small talk. */
  static final int UTTERANCE = 12;

  /** Words up to which an instruction beside pasted code is about that code. */
  static final int INSTRUCTION = 80;

  /** Words from which a text that names failures is a report. */
  static final int REPORT = 40;

  /** Words up to which a question can be about one figure. */
  static final int METRIC = 20;

  /** Words up to which a text is summed up or translated in one go. */
  static final int SHORT_TEXT = 400;

  private Sizes() {}
}
