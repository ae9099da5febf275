package dev.rung.bench;

import dev.rung.v1.GenerateRequest;
import org.HdrHistogram.Histogram;

/**
 * Question: how much later does the first token of a stream of 32 arrive through Rung? Direct calls
 * and calls through the daemon take turns, one at a time, when the JVM has compiled what they need.
 */
final class StreamLoad {
  private static final int WIDTH = 32;
  private static final int CALLS = 3_000;
  private static final int BUSY_CALLS = 60_000;
  private static final int ROUNDS = 5;

  private StreamLoad() {}

  static void run(Report report) throws Exception {
    GenerateRequest request = MockedDaemon.request();
    try (MockedDaemon mocked = new MockedDaemon();
        DirectCalls direct = new DirectCalls(mocked.mock().port());
        GrpcLoad rung = new GrpcLoad(mocked.daemon().port())) {
      direct.firstTokens(CALLS);
      rung.streamsInFlight(request, WIDTH, BUSY_CALLS);
      rung.firstTokens(request, CALLS);
      for (int round = 1; round <= ROUNDS; round++) {
        Histogram without = direct.firstTokens(CALLS);
        Histogram with = rung.firstTokens(request, CALLS);
        report.latency("direct, first token", without);
        report.latency("through Rung, first token", with);
        report.line("round %d: added p50 %.1f us", round, UnaryLoad.added(with, without));
      }
    }
  }
}
