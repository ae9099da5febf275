package dev.rung.bench.local;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Watches the anonymous memory of a process from a thread of its own. */
final class PeakMemory implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(20);

  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;
  private volatile long bytes;

  PeakMemory(long pid) {
    thread = Thread.ofPlatform().daemon().name("peak memory").start(() -> watch(pid));
  }

  private void watch(long pid) {
    try {
      do {
        bytes = Math.max(bytes, AnonymousMemory.of(pid));
      } while (!end.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The most that it had so far, seen every 20 ms. */
  long bytes() {
    return bytes;
  }

  @Override
  public void close() throws InterruptedException {
    end.countDown();
    thread.join();
  }
}
