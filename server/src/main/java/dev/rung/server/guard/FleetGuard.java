package dev.rung.server.guard;

import dev.rung.server.provider.Model;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Guards every model by itself: calls in flight, rates, pauses that providers ask for, and a
 * circuit breaker. Safe for several threads; never waits.
 *
 * <p>A model is known from its first call on until {@link #retain} or {@link #apply}.
 */
public final class FleetGuard implements Guard {
  private final LongSupplier nanoTime;
  private final Map<String, ModelGuard> models = new ConcurrentHashMap<>();
  private volatile GuardSettings settings;
  private volatile Runnable onChange = () -> {};

  /**
   * @param nanoTime monotonic, such as {@link System#nanoTime()}
   */
  public FleetGuard(GuardSettings settings, LongSupplier nanoTime) {
    this.settings = settings;
    this.nanoTime = nanoTime;
  }

  @Override
  public Leave leave(Model model, long tokens) {
    return models
        .computeIfAbsent(
            model.name(), name -> new ModelGuard(name, settings, nanoTime, this::changed))
        .leave(model.reach(), tokens);
  }

  @Override
  public Optional<Hindrance> resting(String model) {
    return Optional.ofNullable(models.get(model)).flatMap(ModelGuard::resting);
  }

  @Override
  public BreakerState breaker(String model) {
    ModelGuard known = models.get(model);
    return known == null ? BreakerState.CLOSED : known.state();
  }

  /** Calls in flight at the model of this name. */
  public int inFlight(String model) {
    ModelGuard known = models.get(model);
    return known == null ? 0 : known.inFlight();
  }

  /** Starts anew with other settings: pauses and breakers are forgotten. */
  public void apply(GuardSettings next) {
    settings = next;
    models.clear();
  }

  /** Forgets every model but these; what a reload calls. */
  public void retain(Set<String> names) {
    models.keySet().retainAll(names);
  }

  /** Calls this after every change of a breaker, on a thread that must not be blocked. */
  public void onChange(Runnable listener) {
    onChange = listener;
  }

  private void changed() {
    onChange.run();
  }

  int knownModels() {
    return models.size();
  }
}
