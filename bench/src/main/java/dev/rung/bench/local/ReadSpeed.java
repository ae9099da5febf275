package dev.rung.bench.local;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * How fast this machine reads memory: threads sum up arrays far larger than its caches. The best of
 * many passes, since that is the limit that weights are read against.
 */
public final class ReadSpeed {
  private static final int LONGS = 64 << 20;
  private static final int PASSES = 12;

  private ReadSpeed() {}

  /**
   * Prints GB per second.
   *
   * @param arguments threads
   */
  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[0]);
    List<long[]> arrays = IntStream.range(0, threads).mapToObj(i -> filled(i)).toList();
    double best = 0;
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int pass = 0; pass < PASSES; pass++) {
        long start = System.nanoTime();
        for (Future<Long> sum : pool.invokeAll(arrays.stream().map(ReadSpeed::reading).toList())) {
          if (sum.get() == 0) {
            throw new IllegalStateException("the arrays are empty");
          }
        }
        double bytes = (double) threads * LONGS * Long.BYTES;
        best = Math.max(best, bytes / (System.nanoTime() - start));
      }
    }
    System.out.println(best);
  }

  private static long[] filled(int seed) {
    long[] array = new long[LONGS];
    Arrays.setAll(array, i -> i + seed + 1);
    return array;
  }

  private static Callable<Long> reading(long[] array) {
    return () -> {
      long sum = 0;
      for (long number : array) {
        sum += number;
      }
      return sum;
    };
  }
}
