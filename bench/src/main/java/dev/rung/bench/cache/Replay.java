package dev.rung.bench.cache;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Question: how much money does the cache's order of eviction save beside plain LRU, by the bytes
 * that it may take?
 */
final class Replay {
  private static final int DIFFERENT = 50_000;
  private static final int REQUESTS = 500_000;
  private static final double MEBIBYTE = 1 << 20;
  private static final List<Double> SHARES = List.of(0.005, 0.01, 0.02, 0.05, 0.1, 0.25);

  private final Trace trace;
  private final Map<Integer, Long> sizes = new HashMap<>();

  Replay(Trace trace) {
    this.trace = trace;
    trace.requests().forEach(asked -> sizes.computeIfAbsent(asked.number(), _ -> size(asked)));
  }

  private static long size(Asked asked) {
    AsServed alone = new AsServed(Long.MAX_VALUE);
    alone.hits(asked);
    return alone.bytes();
  }

  static void run(Consumer<String> out) {
    for (Trace trace :
        List.of(
            Trace.of("steady, Zipf 0.8", DIFFERENT, REQUESTS, 0.8, 0),
            Trace.of("steady, Zipf 1.0", DIFFERENT, REQUESTS, 1.0, 0),
            Trace.of("drifting, Zipf 0.8", DIFFERENT, REQUESTS, 0.8, 500))) {
      new Replay(trace).print(out);
    }
  }

  private void print(Consumer<String> out) {
    out.accept(
        String.format(
            Locale.ROOT,
            "%s: %,d requests, %,d different, %.1f MiB; saved of money, time and requests:",
            trace.name(),
            trace.requests().size(),
            sizes.size(),
            bytes() / MEBIBYTE));
    for (double share : SHARES) {
      long most = Math.round(bytes() * share);
      out.accept(
          String.format(
              Locale.ROOT,
              "%5.1f %% %6.1f MiB   as served %s   LRU %s",
              100 * share,
              most / MEBIBYTE,
              shown(asServed(most)),
              shown(leastRecent(most))));
    }
    out.accept("all of it                      " + shown(asServed(Long.MAX_VALUE)));
  }

  private static String shown(Saved saved) {
    return String.format(
        Locale.ROOT,
        "%5.1f %% %5.1f %% %5.1f %%",
        100 * saved.money(),
        100 * saved.time(),
        100 * saved.requests());
  }

  /** Of every answer that is asked for. */
  long bytes() {
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  Saved asServed(long most) {
    return Saved.by(new AsServed(most), trace);
  }

  Saved leastRecent(long most) {
    return Saved.by(new LeastRecent(most, asked -> sizes.getOrDefault(asked.number(), 0L)), trace);
  }
}
