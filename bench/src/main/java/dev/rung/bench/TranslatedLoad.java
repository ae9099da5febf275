package dev.rung.bench;

import org.HdrHistogram.Histogram;

/**
 * Question: what does Rung add for a client that speaks as OpenAI does, where a model answers that
 * speaks as Anthropic does? Direct calls of the same mock and calls through the daemon's HTTP
 * endpoint take turns; everything is on that is on by default, and the model is found by routing.
 */
final class TranslatedLoad {
  private static final int WIDTH = 32;
  private static final int CALLS = 4_000;
  private static final int BUSY_CALLS = 60_000;
  private static final int ROUNDS = 5;

  private TranslatedLoad() {}

  static void run(Report report) throws Exception {
    try (MockedDaemon mocked = new MockedDaemon(MockProvider.ANTHROPIC);
        DirectCalls direct = new DirectCalls(mocked.mock().port());
        DirectCalls rung = new DirectCalls(mocked.daemon().httpPort())) {
      direct.wholeAnswers(CALLS);
      rung.inFlight(WIDTH, BUSY_CALLS);
      rung.wholeAnswers(CALLS);
      for (int round = 1; round <= ROUNDS; round++) {
        Histogram without = direct.wholeAnswers(CALLS);
        Histogram with = rung.wholeAnswers(CALLS);
        report.latency("direct", without);
        report.latency("through Rung", with);
        report.line("round %d: added p50 %.1f us", round, UnaryLoad.added(with, without));
      }
      for (int round = 1; round <= ROUNDS; round++) {
        long cpu = mocked.daemon().cpuNanos();
        double rate = rung.inFlight(WIDTH, BUSY_CALLS);
        double each = (mocked.daemon().cpuNanos() - cpu) / 1e6 / BUSY_CALLS;
        report.line("round %d: 32 in flight %,.0f/s, %.3f ms CPU a call", round, rate, each);
      }
    }
  }
}
