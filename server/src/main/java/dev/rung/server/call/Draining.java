package dev.rung.server.call;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stopping without dropping calls.
 *
 * @param door what is drained, as the log names it
 * @param gate of this door
 * @param workers of all doors; what runs for another one is waited for too
 * @param timeout how long calls in flight may take to finish
 * @param nanoTime monotonic
 */
public record Draining(
    String door, Gate gate, Workers workers, Duration timeout, LongSupplier nanoTime) {
  private static final Logger LOG = LoggerFactory.getLogger(Draining.class);

  /** For calls to end that were stopped. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  /**
   * Refuses new calls and waits for those in flight; those that have not ended when the time is
   * over are stopped.
   *
   * @return whether every call finished by itself
   */
  public boolean drain() {
    gate.close();
    long start = nanoTime.getAsLong();
    tellWhatIsWaitedFor();
    try {
      boolean finished = awaitIdle(timeout);
      if (!finished) {
        workers.stopAll();
        awaitIdle(LAST_WORDS);
      }
      LOG.atInfo()
          .addKeyValue("door", door)
          .addKeyValue("finished", finished)
          .addKeyValue("duration_ms", (nanoTime.getAsLong() - start) / 1_000_000)
          .log("drained");
      return finished;
    } catch (InterruptedException impatient) {
      workers.stopAll();
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** So that who stops the daemon knows why it goes on. */
  private void tellWhatIsWaitedFor() {
    int calls = gate.inside();
    if (calls > 0) {
      LOG.atInfo()
          .addKeyValue("door", door)
          .addKeyValue("calls", calls)
          .addKeyValue("timeout_ms", timeout.toMillis())
          .log("draining: calls in flight may finish");
    }
  }

  private boolean awaitIdle(Duration time) throws InterruptedException {
    long end = nanoTime.getAsLong() + time.toNanos();
    if (!gate.awaitIdle(time)) {
      return false;
    }
    return workers.awaitIdle(Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong())));
  }
}
