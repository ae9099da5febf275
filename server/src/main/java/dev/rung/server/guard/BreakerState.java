package dev.rung.server.guard;

/** How the circuit breaker of a model stands. */
public enum BreakerState {
  /** Calls are made. */
  CLOSED("closed"),
  /** No call is made for a while. */
  OPEN("open"),
  /** One call at a time is made to see whether the model is back. */
  HALF_OPEN("half-open");

  private final String label;

  BreakerState(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
