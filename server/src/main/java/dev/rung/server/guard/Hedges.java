package dev.rung.server.guard;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether a second model is asked beside one that takes longer to its first output than 19 of 20 of
 * its calls of late, out of a budget: who asks twice pays twice. Safe for several threads; never
 * waits.
 *
 * <p>Source: Dean and Barroso, "The Tail at Scale", Communications of the ACM 56(2), 2013.
 */
public final class Hedges {
  public static final Hedges NONE = new Hedges(HedgeSettings.OFF, (_, _) -> Optional.empty());

  private static final int STOCK = 3;

  private final HedgeSettings settings;
  private final FirstOutputs times;
  private final CallShare budget;

  /** How long models take to their first output. */
  @FunctionalInterface
  public interface FirstOutputs {

    /**
     * The 95th percentile of late; absent where too little is known.
     *
     * @param stream whether of answers that come as they are made; else of whole ones
     */
    Optional<Duration> slow(String model, boolean stream);
  }

  public Hedges(HedgeSettings settings, FirstOutputs times) {
    this.settings = settings;
    this.times = times;
    this.budget = new CallShare(settings.share(), STOCK);
  }

  /**
   * A request is made. After how long without output a second model would be asked; absent where
   * that is not done.
   */
  public Optional<Duration> delay(String model, boolean stream) {
    if (!settings.enabled()) {
      return Optional.empty();
    }
    budget.called();
    return times.slow(model, stream);
  }

  /** Whether the budget has room for a second model, which is taken then. */
  public boolean take() {
    return budget.take();
  }
}
