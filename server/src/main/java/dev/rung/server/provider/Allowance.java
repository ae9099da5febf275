package dev.rung.server.provider;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What a provider says is left of one of its limits.
 *
 * @param limit what the whole limit is; absent where it was not said
 * @param remaining 0 or more
 * @param reset after which it is full again, as {@code refill} says
 */
public record Allowance(
    Unit unit, OptionalLong limit, long remaining, Duration reset, Refill refill) {

  /** What is counted. */
  public enum Unit {
    REQUESTS,
    /** Of input and output together. */
    TOKENS,
    INPUT_TOKENS,
    OUTPUT_TOKENS
  }

  /** How what was taken comes back. */
  public enum Refill {
    /** Little by little until the reset. */
    STEADY,
    /** All of it at the reset. */
    AT_RESET
  }

  public Allowance {
    if (remaining < 0 || reset.isNegative() || limit.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "remaining and reset must be 0 or more and limit 1 or more");
    }
  }
}
