package dev.rung.server.simulate;

import dev.rung.server.generate.Tier;

/**
 * How long an answer is where nobody has measured it: harder tasks have longer answers, whoever
 * answers. Rough figures of our own, of the order of a line, a paragraph, a function, a page, and
 * two pages.
 */
final class ExpectedAnswer {
  private ExpectedAnswer() {}

  /** Output tokens: what the task says, else what is usual; never more than the caller allows. */
  static int tokens(Task task, Tier difficulty) {
    int expected = task.outputTokens().orElse(usual(difficulty));
    return Math.min(expected, task.maxTokens().orElse(Integer.MAX_VALUE));
  }

  static int usual(Tier difficulty) {
    return switch (difficulty) {
      case TEMPLATE -> 20;
      case TINY -> 80;
      case SMALL, LOCAL_FALLBACK -> 250;
      case MEDIUM -> 700;
      case LARGE -> 1_200;
    };
  }
}
