package dev.rung.server.provider.remote.replicate;

import dev.rung.server.generate.Deadline;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What inputs models have, looked up before their first prediction and every hour. What cannot be
 * looked up is unknown for a minute. Safe for several threads, which may look at the same time.
 */
final class KnownInputs {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration KEPT = Duration.ofHours(1);
  private static final Duration KEPT_UNKNOWN = Duration.ofMinutes(1);

  /** Beyond so many models they are forgotten: nobody configures as many. */
  private static final int MOST = 1_000;

  private final Predictions predictions;
  private final InstantSource clock;
  private final Map<ModelReference, Looked> looked = new ConcurrentHashMap<>();

  private record Looked(Inputs inputs, Instant until) {}

  KnownInputs(Predictions predictions, InstantSource clock) {
    this.predictions = predictions;
    this.clock = clock;
  }

  /** Waits three seconds at most, and not beyond the call's own time for its first output. */
  Inputs of(ModelReference model, Call call) throws InterruptedException {
    Instant now = clock.instant();
    Looked before = looked.get(model);
    if (before != null && now.isBefore(before.until())) {
      return before.inputs();
    }
    Inputs inputs = look(model, call);
    if (looked.size() >= MOST) {
      looked.clear();
    }
    Duration kept = inputs.known().isPresent() ? KEPT : KEPT_UNKNOWN;
    looked.put(model, new Looked(inputs, now.plus(kept)));
    return inputs;
  }

  private Inputs look(ModelReference model, Call call) throws InterruptedException {
    Optional<String> path = model.description();
    if (path.isEmpty()) {
      return Inputs.UNKNOWN;
    }
    try {
      Deadline soon = call.firstOutput().within(PATIENCE);
      return predictions.inputs(path.get(), call.key(), soon);
    } catch (ProviderException notTold) {
      // Nothing is lost: what the model may drop is noted in the decision.
      return Inputs.UNKNOWN;
    }
  }
}
