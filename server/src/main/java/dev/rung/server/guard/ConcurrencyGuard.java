package dev.rung.server.guard;

import dev.rung.server.provider.Model;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bounds the calls in flight at each model. Never waits; threads: any.
 *
 * <p>A model is known only while calls are in flight, so models that a reload removes leave nothing
 * behind.
 */
public final class ConcurrencyGuard implements Guard {
  /** Calls in flight at one model, unless told otherwise. */
  public static final int DEFAULT_LIMIT = 256;

  private final int limit;
  private final Map<String, Integer> inFlight = new ConcurrentHashMap<>();

  /**
   * @param limit calls in flight at one model, 1 or more
   */
  public ConcurrencyGuard(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("calls in flight must be 1 or more, not " + limit);
    }
    this.limit = limit;
  }

  @Override
  public Optional<Permit> permit(Model model) {
    OneCall call = new OneCall(model.name());
    inFlight.compute(model.name(), (_, now) -> call.join(now == null ? 0 : now));
    return call.joined ? Optional.of(call) : Optional.empty();
  }

  /** Calls in flight at the model of this name. */
  public int inFlight(String model) {
    return inFlight.getOrDefault(model, 0);
  }

  /** Models with calls in flight. */
  int knownModels() {
    return inFlight.size();
  }

  /** One call; leaves at the first close, later ones do nothing. */
  private final class OneCall implements Permit {
    private final String model;
    private final AtomicBoolean left = new AtomicBoolean();
    private boolean joined;

    OneCall(String model) {
      this.model = model;
    }

    int join(int now) {
      joined = now < limit;
      return joined ? now + 1 : now;
    }

    @Override
    public void close() {
      if (left.compareAndSet(false, true)) {
        inFlight.computeIfPresent(model, (_, now) -> now == 1 ? null : now - 1);
      }
    }
  }
}
