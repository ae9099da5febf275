package dev.rung.server.batch;

import dev.rung.server.call.Unanswered;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Money;

/** How one item ended. */
public sealed interface BatchResult {
  /** The caller's own name of it. */
  String id();

  record Answered(String id, Answer answer) implements BatchResult {}

  /**
   * Without an answer.
   *
   * @param cost of its attempts all the same
   */
  record Failed(String id, Unanswered why, Money cost) implements BatchResult {}
}
