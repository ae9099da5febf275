package dev.rung.server.engine;

import dev.rung.server.generate.Refusal;

/** A dry run that ends in a refusal. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Refusal refusal;

  public RefusedException(Refusal refusal) {
    super(refusal.message());
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
