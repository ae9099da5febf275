package dev.rung.server.classify;

import dev.rung.classifier.Sense;

/** How hard, 0 to 1, an action and an object usually are: what the score goes by. */
final class Difficulty {
  /** Where nothing is named: the middle, which speaks for no side. */
  static final double UNKNOWN = 0.5;

  private Difficulty() {}

  static double ofAction(Sense action) {
    return switch (action) {
      case FORMAT, RENAME, CORRECT, COMMENT -> 0.05;
      case CONVERT -> 0.15;
      case STATE -> 0.25;
      case SUMMARIZE, TRANSLATE -> 0.3;
      case EDIT -> 0.35;
      case REFACTOR, EXPLAIN -> 0.45;
      case CREATE -> 0.55;
      case FIX -> 0.65;
      case ANALYZE -> 0.75;
      case COMPARE -> 0.85;
      case DESIGN, IMAGINE -> 1;
      default -> UNKNOWN;
    };
  }

  static double ofObject(Sense object) {
    return switch (object) {
      case REMARK, TYPO -> 0.05;
      case FUNCTION, TEST -> 0.3;
      case CLASS -> 0.5;
      case COMPONENT -> 0.6;
      case MODULE, API -> 0.7;
      case SYSTEM -> 0.85;
      case ARCHITECTURE, STRATEGY, STORY -> 1;
      default -> UNKNOWN;
    };
  }
}
