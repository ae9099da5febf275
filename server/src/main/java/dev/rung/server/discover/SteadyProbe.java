package dev.rung.server.discover;

import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Takes a server at its last word for a while when it does not answer: one that is busy with a
 * prompt, or with loading a model, may be too slow to list what it has, and still has it. Where
 * nobody listens any more, nothing is there at once. Knows one answer for each provider's name.
 */
public final class SteadyProbe implements Probe {
  /** From the last answer on. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Of the limit, for the probe itself: who asks is gone when the limit is over. */
  private static final double SHARE = 0.9;

  private final Probe probe;
  private final LongSupplier nanoTime;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** What a server has said, and when. */
  private record Known(ProviderSettings provider, List<Offered> models, long at) {}

  /**
   * @param nanoTime monotonic, such as {@link System#nanoTime()}
   */
  public SteadyProbe(Probe probe, LongSupplier nanoTime) {
    this.probe = probe;
    this.nanoTime = nanoTime;
  }

  @Override
  public List<Offered> models(ProviderSettings provider, Duration limit)
      throws ProviderException, InterruptedException {
    long own = Math.round(limit.toNanos() * SHARE);
    try {
      List<Offered> models = probe.models(provider, Duration.ofNanos(own));
      known.put(provider.name(), new Known(provider, models, nanoTime.getAsLong()));
      return models;
    } catch (ProviderException silent) {
      return lastWord(provider, silent).orElseThrow(() -> silent);
    }
  }

  private Optional<List<Offered>> lastWord(ProviderSettings provider, ProviderException silent) {
    Optional<Known> last =
        Optional.ofNullable(known.get(provider.name()))
            .filter(_ -> !silent.isUnreachable())
            .filter(said -> said.provider().equals(provider))
            .filter(said -> nanoTime.getAsLong() - said.at() < PATIENCE.toNanos());
    if (last.isEmpty()) {
      known.remove(provider.name());
    }
    return last.map(Known::models);
  }
}
