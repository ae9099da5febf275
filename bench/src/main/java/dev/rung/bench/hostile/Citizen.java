package dev.rung.bench.hostile;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;

/** One client that asks like others do, a hundred times in a second at most. */
final class Citizen {
  private static final long PAUSE_MILLIS = 10;

  private final Callable<String> call;
  private final Histogram nanos = new Histogram(3);
  private long failed;

  /**
   * @param call answers with a text; bounded in time by itself
   */
  Citizen(Callable<String> call) {
    this.call = call;
  }

  void run(Siege siege) {
    while (!siege.isOver()) {
      long start = System.nanoTime();
      boolean served = isServed();
      nanos.recordValue(System.nanoTime() - start);
      failed += served ? 0 : 1;
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Any failure is one: which does not matter here. */
  private boolean isServed() {
    try {
      return call.call().contains("37.5");
    } catch (Exception notServed) {
      return false;
    }
  }

  /** When it is over. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "%.1f / %.1f ms, %d of %d failed",
        nanos.getValueAtPercentile(50) / 1e6,
        nanos.getValueAtPercentile(99) / 1e6,
        failed,
        nanos.getTotalCount());
  }
}
