package dev.rung.server.stats;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** What is known of one model of late. Threads: any, no lock. */
final class LiveModel {
  private final AtomicReference<DecayingMean> latencyNanos =
      new AtomicReference<>(DecayingMean.START);
  private final AtomicReference<DecayingMean> success = new AtomicReference<>(DecayingMean.START);

  void answered(Duration latency) {
    latencyNanos.updateAndGet(mean -> mean.with((double) latency.toNanos()));
    success.updateAndGet(mean -> mean.with(1));
  }

  void failed() {
    success.updateAndGet(mean -> mean.with(0));
  }

  Duration latency(Duration prior) {
    return Duration.ofNanos(Math.round(latencyNanos.get().from((double) prior.toNanos())));
  }

  double successRate() {
    return success.get().from(1);
  }
}
