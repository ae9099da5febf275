package dev.rung.server.stats;

import dev.rung.server.generate.Attempt;
import dev.rung.server.record.Recorder;
import dev.rung.server.record.RequestRecord;
import dev.rung.server.select.Speed;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How fast and how reliable each model is of late: what routing goes by. A reset of the statistics
 * does not touch it.
 *
 * <p>Each figure is a mean that starts at a prior and moves with every sample {@code x}: {@code
 * mean += (x - mean) / weight}. The weight starts at 5 and grows by one with each sample up to 50,
 * so the prior counts as five samples, and later a sample counts for one fiftieth and old ones
 * fade. Latency is of whole answers from calls that succeeded; success counts each call as 1 or 0
 * and starts at 1, also where a kept answer stood in after it. Calls that were cancelled or not
 * made count for nothing, nor do answers that do not follow the schema of their request: who asks
 * for what nobody can follow must not turn others away from a model. Time to the first token, time
 * per token and tokens per answer have no prior: their weight starts at 0.
 *
 * <p>Threads: any; neither recording nor reading takes a lock for a known model. Bounded: models
 * beyond about 1,000 keep their priors until {@link #retain} makes room.
 */
public final class LiveFigures implements Recorder {
  private static final int MODELS = 1_000;

  private final Map<String, LiveModel> models = new ConcurrentHashMap<>();

  @Override
  public void record(RequestRecord done) {
    done.decision().ifPresent(d -> d.attempts().forEach(attempt -> add(attempt, done.stream())));
  }

  private void add(Attempt attempt, boolean stream) {
    switch (attempt.result()) {
      case ANSWERED -> model(attempt.model()).answered(attempt, stream);
      case FAILED -> model(attempt.model()).failed();
      case UNFIT, CANCELLED, REFUSED -> {
        // Says nothing about the model: a schema may be one that nobody can follow.
      }
    }
  }

  private LiveModel model(String name) {
    LiveModel known = models.get(name);
    if (known != null) {
      return known;
    }
    return models.size() < MODELS
        ? models.computeIfAbsent(name, _ -> new LiveModel())
        : new LiveModel();
  }

  /** Expected latency of a whole answer. */
  public Duration latency(String model, Duration prior) {
    LiveModel known = models.get(model);
    return known == null ? prior : known.latency(prior);
  }

  /** Expected share of calls that succeed, 0 to 1. */
  public double successRate(String model) {
    LiveModel known = models.get(model);
    return known == null ? 1 : known.successRate();
  }

  /**
   * How fast it has been; absent until five calls were answered. From streams, once five of them
   * were measured: whole answers do not tell when they began.
   */
  public Optional<Speed> speed(String model) {
    return Optional.ofNullable(models.get(model)).flatMap(LiveModel::speed);
  }

  /**
   * The time in which 19 of 20 of the last 128 calls had their first output; absent until there
   * were twenty.
   *
   * @param stream whether of answers that come as they are made; else of whole ones
   */
  public Optional<Duration> slowFirstOutput(String model, boolean stream) {
    return Optional.ofNullable(models.get(model)).flatMap(live -> live.slowFirstOutput(stream));
  }

  /** Forgets every model but these; what a reload calls. */
  public void retain(Set<String> names) {
    models.keySet().retainAll(names);
  }
}
