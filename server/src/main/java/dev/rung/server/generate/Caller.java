package dev.rung.server.generate;

/**
 * Who asks.
 *
 * @param tenant whose budget, cache and limits apply
 * @param rights what may serve it
 */
public record Caller(String tenant, Rights rights) {
  /** Anybody, where no keys are configured. */
  public static final Caller ANONYMOUS = new Caller("default");

  public Caller {
    if (tenant.isBlank()) {
      throw new IllegalArgumentException("tenant must not be blank");
    }
  }

  /** One who may be served by every model. */
  public Caller(String tenant) {
    this(tenant, Rights.ALL);
  }
}
