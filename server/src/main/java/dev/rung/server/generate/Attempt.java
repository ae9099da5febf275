package dev.rung.server.generate;

import java.time.Duration;
import java.util.Optional;

/** One model that was tried. */
public record Attempt(
    String model, Tier tier, Result result, Optional<String> error, Duration latency, Money cost) {

  /** How it went. */
  public enum Result {
    ANSWERED,
    FAILED,
    CANCELLED,
    /** Not called: budget or guard said no. */
    REFUSED
  }
}
