package dev.rung.bench;

import dev.rung.v1.GenerateRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Questions about many streams at a provider's pace: how much later do tokens come through Rung,
 * how soon does an aborted stream end at the provider, and what do thousands of slow streams cost?
 */
final class PacedStreams {
  private static final int TOGETHER = 128;
  private static final int TOKENS = 100;
  private static final Duration PACE = Duration.ofMillis(20);

  /** An answer's time: readers begin one after the other over it. */
  private static final Duration ANSWER = PACE.multipliedBy(TOKENS);

  private static final int EACH = 3;
  private static final int ROUNDS = 3;
  private static final int WARM_UPS = 200;
  private static final int ABORTED = 1_500;

  /** Few enough for this machine: more would measure how long a core is waited for. */
  private static final int AT_ONCE = 16;

  private static final long SOON = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int MANY = 5_000;
  private static final int SLOW_TOKENS = 30;
  private static final Duration SPREAD = Duration.ofSeconds(10);
  private static final Duration SLOW = Duration.ofSeconds(1);

  private PacedStreams() {}

  static void run(Report report) throws Exception {
    paced(report);
    aborted(report);
    many(report);
  }

  private static void paced(Report report) throws Exception {
    try (PacedProvider provider = new PacedProvider(TOKENS, PACE);
        ChildProcess daemon = daemon(provider.port());
        StreamCalls rung = StreamCalls.ofRung(daemon.port());
        StreamCalls direct = StreamCalls.direct(provider.port())) {
      warmUp(rung);
      for (int round = 1; round <= ROUNDS; round++) {
        StreamCalls.Times without = direct.together(TOGETHER, EACH, 0, ANSWER);
        StreamCalls.Times with = rung.together(TOGETHER, EACH, 0, ANSWER);
        report.latency("direct, first token", without.first());
        report.latency("through Rung, first token", with.first());
        report.line(
            "round %d, %d streams of 50 tokens/s: added to the first token p50 %.2f ms, to the whole"
                + " p99 %.2f ms",
            round,
            TOGETHER,
            added(with.first(), without.first(), 50),
            added(with.whole(), without.whole(), 99));
      }
    }
  }

  private static void aborted(Report report) throws Exception {
    try (PacedProvider provider = new PacedProvider(TOKENS, PACE);
        ChildProcess daemon = daemon(provider.port());
        StreamCalls rung = StreamCalls.ofRung(daemon.port())) {
      warmUp(rung);
      Histogram nanos = rung.aborted(ABORTED, AT_ONCE, provider.hungUp());
      report.latency("aborted to closed", nanos);
      report.line(
          "%d streams aborted: %d of them closed at the provider, %.1f %% within 50 ms, the last"
              + " after %.1f ms",
          ABORTED,
          nanos.getTotalCount(),
          100.0 * nanos.getCountBetweenValues(0, SOON) / ABORTED,
          nanos.getMaxValue() / 1e6);
    }
  }

  private static void many(Report report) throws Exception {
    try (PacedProvider provider = new PacedProvider(SLOW_TOKENS, SLOW);
        ChildProcess daemon = daemon(provider.port());
        StreamCalls rung = StreamCalls.ofRung(daemon.port())) {
      warmUp(rung);
      StreamCalls.Times times = rung.together(MANY, 1, 0, SPREAD);
      report.line(
          "%d streams of one token a second: %d served whole, %d at once, daemon at most %d MiB"
              + " resident",
          MANY, times.whole().getTotalCount(), provider.mostOpen(), daemon.peakMebibytes());
    }
  }

  /** Until the compiler has seen everything; these are answered at once. */
  private static void warmUp(StreamCalls calls) throws Exception {
    calls.together(16, WARM_UPS, PacedProvider.QUICK, Duration.ZERO);
  }

  private static double added(Histogram with, Histogram without, double percentile) {
    return (with.getValueAtPercentile(percentile) - without.getValueAtPercentile(percentile)) / 1e6;
  }

  private static ChildProcess daemon(int providerPort) {
    return ChildProcess.daemon(
        """
        [log]
        level = "warn"

        [server]
        max_requests_in_flight = 8192
        max_calls_per_connection = 8192

        [guard]
        in_flight = 8192

        [guard.concurrency]
        most = 8192

        [providers.mock]
        kind = "openai"
        base_url = "http://127.0.0.1:%d/v1"
        api_key_env = "BENCH_KEY"
        max_connections = 8192

        [[models.tier2]]
        name = "mock"
        provider = "mock"
        input_cost_per_million = 0.1
        output_cost_per_million = 0.2
        context_window = 8192
        max_tokens = 1024
        """
            .formatted(providerPort));
  }

  /** A request whose number the provider sees. */
  static GenerateRequest request(int number) {
    return MockedDaemon.request().toBuilder()
        .setPrompt("Write a function that merges sorted lists of intervals, number " + number)
        .build();
  }
}
