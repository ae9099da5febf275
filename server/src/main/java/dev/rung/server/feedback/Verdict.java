package dev.rung.server.feedback;

import java.util.OptionalDouble;

/** What somebody found an answer to be. An answer has one of each kind at most. */
public sealed interface Verdict {
  /** The best score. */
  double TEN = 10;

  record Thumbs(boolean up) implements Verdict {}

  /** From 0 to 1. */
  record Rating(double value) implements Verdict {
    public Rating {
      within(value, 1);
    }
  }

  /** From 0 to 10, on the scale of validators. */
  record Score(double value) implements Verdict {
    public Score {
      within(value, TEN);
    }
  }

  /** Whether the code of the answer could be compiled. */
  record Compiled(boolean yes) implements Verdict {}

  /** The kind, as it is stored and exported. */
  default String kind() {
    return switch (this) {
      case Thumbs _ -> "thumbs";
      case Rating _ -> "rating";
      case Score _ -> "score";
      case Compiled _ -> "compiled";
    };
  }

  /** As it is stored and exported: 0 or 1, or the number that was given. */
  default double value() {
    return switch (this) {
      case Thumbs(boolean up) -> up ? 1 : 0;
      case Rating(double value) -> value;
      case Score(double value) -> value;
      case Compiled(boolean yes) -> yes ? 1 : 0;
    };
  }

  /** How good the answer was by it, 0 to 1; absent where it says nothing of that. */
  default OptionalDouble quality() {
    return switch (this) {
      case Thumbs _, Rating _ -> OptionalDouble.of(value());
      case Score(double value) -> OptionalDouble.of(value / TEN);
      case Compiled _ -> OptionalDouble.empty();
    };
  }

  private static void within(double value, double most) {
    if (!(value >= 0 && value <= most)) {
      throw new IllegalArgumentException("must be 0 to " + most + ", not " + value);
    }
  }
}
