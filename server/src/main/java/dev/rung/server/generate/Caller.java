package dev.rung.server.generate;

/**
 * Who asks.
 *
 * @param tenant whose budget, cache and limits apply
 */
public record Caller(String tenant) {
  /** Anybody, where no keys are configured. */
  public static final Caller ANONYMOUS = new Caller("default");

  public Caller {
    if (tenant.isBlank()) {
      throw new IllegalArgumentException("tenant must not be blank");
    }
  }
}
