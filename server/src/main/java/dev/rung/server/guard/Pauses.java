package dev.rung.server.guard;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The pauses that a provider asked for between the calls of one model: the longest of them counts,
 * whatever their order. Safe for several threads.
 */
final class Pauses {
  private final LongSupplier nanoTime;
  private final AtomicReference<Optional<Pause>> longest = new AtomicReference<>(Optional.empty());

  /** No call until then, as the clock counts. */
  private record Pause(Hindrance.Kind kind, long until) {}

  Pauses(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** From now on; a second word does not make the first one's wait shorter. */
  void ask(Hindrance.Kind kind, Duration time) {
    Pause asked = new Pause(kind, nanoTime.getAsLong() + time.toNanos());
    longest.updateAndGet(before ->
        before.filter(other -> other.until - asked.until >= 0).or(() -> Optional.of(asked)));
  }

  /** What is left of it. */
  Optional<Hindrance> left() {
    long now = nanoTime.getAsLong();
    return longest
        .get()
        .filter(pause -> pause.until - now > 0)
        .map(pause -> new Hindrance(pause.kind, Duration.ofNanos(pause.until - now)));
  }
}
