package dev.rung.server.guard;

import dev.rung.server.provider.Allowance;

/** Tokens that a call is expected to take. */
public record Expected(long input, long output) {
  public Expected {
    if (input < 0 || output < 0) {
      throw new IllegalArgumentException("tokens must be 0 or more");
    }
  }

  long total() {
    return input + output;
  }

  /** What one call takes of a limit of this unit. */
  long of(Allowance.Unit unit) {
    return switch (unit) {
      case REQUESTS -> 1;
      case TOKENS -> total();
      case INPUT_TOKENS -> input;
      case OUTPUT_TOKENS -> output;
    };
  }
}
