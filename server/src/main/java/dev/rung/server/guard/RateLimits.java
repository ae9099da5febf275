package dev.rung.server.guard;

import java.util.OptionalInt;

/** How much may be asked of a model in any minute; absent is no limit. */
public record RateLimits(OptionalInt requestsPerMinute, OptionalInt tokensPerMinute) {
  public static final RateLimits NONE = new RateLimits(OptionalInt.empty(), OptionalInt.empty());

  public RateLimits {
    if (requestsPerMinute.orElse(1) < 1 || tokensPerMinute.orElse(1) < 1) {
      throw new IllegalArgumentException("rates must be 1 a minute or more");
    }
  }
}
