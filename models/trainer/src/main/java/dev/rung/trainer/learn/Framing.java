package dev.rung.trainer.learn;

/** What stands around a question, as Phi models know it. */
final class Framing {
  private static final String BEFORE = "Instruct: ";
  private static final String AFTER = "\nOutput: ";

  /** The same as a chat template; of a conversation the last question counts. */
  static final String TEMPLATE = "{{ 'Instruct: ' + messages[-1]['content'] + '\\nOutput: ' }}";

  private Framing() {}

  static String around(String question) {
    return BEFORE + question + AFTER;
  }
}
