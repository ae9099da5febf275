package dev.rung.server.stats;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Usage;
import dev.rung.server.record.RequestRecord;
import java.time.Duration;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts one set of requests. Any number of threads add without a lock, while others read.
 *
 * <p>A part is added after the whole it belongs to and read before it, so that no reading shows
 * more successes than requests, or more cached tokens than tokens. Sums stay at the largest number
 * instead of wrapping. About half a KB, and what {@link Latencies} takes.
 */
final class Tally {
  private final LongAdder count = new LongAdder();
  private final LongAdder succeeded = new LongAdder();
  private final LongAccumulator latencyNanos = sum();
  private final LongAccumulator inputTokens = sum();
  private final LongAccumulator cachedInputTokens = sum();
  private final LongAccumulator outputTokens = sum();
  private final LongAccumulator costNanos = sum();
  private final Latencies latencies;

  Tally(Latencies.Grain grain) {
    this.latencies = new Latencies(grain);
  }

  private static LongAccumulator sum() {
    return new LongAccumulator(
        (left, right) -> left > Long.MAX_VALUE - right ? Long.MAX_VALUE : left + right, 0);
  }

  void add(RequestRecord done) {
    count.increment();
    inputTokens.accumulate(done.usage().inputTokens());
    cachedInputTokens.accumulate(done.usage().cachedInputTokens());
    outputTokens.accumulate(done.usage().outputTokens());
    costNanos.accumulate(done.cost().nanos());
    if (done.succeeded()) {
      succeeded.increment();
      addLatency(done.latency());
    }
  }

  private void addLatency(Duration latency) {
    boolean usual = latency.compareTo(Latencies.LONGEST) < 0;
    latencyNanos.accumulate((usual ? latency : Latencies.LONGEST).toNanos());
    latencies.add(latency);
  }

  Sums read() {
    Latencies.Reading times = latencies.read();
    long latency = latencyNanos.get();
    long answered = succeeded.sum();
    long cached = cachedInputTokens.get();
    Usage usage = new Usage(inputTokens.get(), cached, outputTokens.get(), 0, false);
    return new Sums(
        answered,
        answered == 0 ? Duration.ZERO : Duration.ofNanos(latency / answered),
        times.percentile(50),
        times.percentile(95),
        times.percentile(99),
        usage,
        new Money(costNanos.get()),
        count.sum());
  }
}
