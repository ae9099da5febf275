package dev.rung.server.stats;

import dev.rung.server.generate.Attempt;
import dev.rung.server.select.Speed;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What is known of one model of late. Threads: any, no lock. */
final class LiveModel {
  private static final int FEW = 5;

  private final AtomicReference<DecayingMean> latencyNanos =
      new AtomicReference<>(DecayingMean.START);
  private final AtomicReference<DecayingMean> success = new AtomicReference<>(DecayingMean.START);
  private final AtomicReference<DecayingMean> wholeNanos = unknown();
  private final AtomicReference<DecayingMean> tokens = unknown();
  private final AtomicReference<DecayingMean> firstTokenNanos = unknown();
  private final AtomicReference<DecayingMean> tokenNanos = unknown();
  private final RecentTimes streamFirst = new RecentTimes();
  private final RecentTimes wholeFirst = new RecentTimes();

  private static AtomicReference<DecayingMean> unknown() {
    return new AtomicReference<>(DecayingMean.UNKNOWN);
  }

  /**
   * @param stream whether the answer came as it was made
   */
  void answered(Attempt attempt, boolean stream) {
    add(latencyNanos, attempt.latency());
    add(success, 1);
    add(wholeNanos, attempt.latency());
    add(tokens, (double) attempt.usage().outputTokens());
    Duration first = attempt.firstOutput().orElse(attempt.latency());
    (stream ? streamFirst : wholeFirst).add(first);
    if (stream && attempt.usage().outputTokens() > 1) {
      long rest = Math.max(0, attempt.latency().minus(first).toNanos());
      add(firstTokenNanos, first);
      add(tokenNanos, (double) rest / (attempt.usage().outputTokens() - 1));
    }
  }

  void failed() {
    add(success, 0);
  }

  private static void add(AtomicReference<DecayingMean> nanos, Duration sample) {
    add(nanos, (double) sample.toNanos());
  }

  private static void add(AtomicReference<DecayingMean> mean, double sample) {
    mean.updateAndGet(now -> now.with(sample));
  }

  Duration latency(Duration prior) {
    return Duration.ofNanos(Math.round(latencyNanos.get().from((double) prior.toNanos())));
  }

  double successRate() {
    // Rounding may leave the mean a little beside what it is a mean of.
    return Math.clamp(success.get().from(1), 0, 1);
  }

  /** Absent after few calls; from streams where there were some, else from whole answers. */
  Optional<Speed> speed() {
    if (tokens.get().weight() < FEW) {
      return Optional.empty();
    }
    double answer = tokens.get().from(0);
    if (tokenNanos.get().weight() < FEW) {
      double perToken = wholeNanos.get().from(0) / Math.max(1, answer);
      return Optional.of(new Speed(Duration.ZERO, Duration.ofNanos((long) perToken), answer));
    }
    return Optional.of(new Speed(nanos(firstTokenNanos), nanos(tokenNanos), answer));
  }

  private static Duration nanos(AtomicReference<DecayingMean> mean) {
    return Duration.ofNanos(Math.round(mean.get().from(0)));
  }

  /** The time in which 19 of 20 calls of late had their first output; absent after few calls. */
  Optional<Duration> slowFirstOutput(boolean stream) {
    return (stream ? streamFirst : wholeFirst).p95();
  }
}
