package dev.rung.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Question: how many streams a second go through Rung for OpenAI clients, and how many through
 * Spring Cloud Gateway, which passes bytes on and neither reads nor counts them? The same client
 * and the same mock provider, whose 32 tokens leave as fast as they can; both take turns. What
 * Spring Cloud Gateway is made of only {@code bench/run gateway} fetches ({@code bench/gateway}).
 */
final class GatewayStreams {
  private static final String MAIN = "dev.rung.bench.gateway.Gateway";
  private static final Path JARS = Path.of("bench", "gateway", "target", "gateway");
  private static final int WIDTH = 32;
  private static final int WARM_UP = 20_000;
  private static final int CALLS = 20_000;
  private static final int ROUNDS = 5;

  private GatewayStreams() {}

  static void run(Path project, Report report) throws Exception {
    try (MockedDaemon mocked = new MockedDaemon();
        ChildProcess gateway =
            ChildProcess.java(
                project.resolve(JARS), MAIN, List.of(Integer.toString(mocked.mock().port())));
        DirectCalls throughGateway = new DirectCalls(gateway.port());
        DirectCalls throughRung = new DirectCalls(mocked.daemon().httpPort());
        DirectCalls direct = new DirectCalls(mocked.mock().port())) {
      throughGateway.streamsInFlight(WIDTH, WARM_UP);
      throughRung.streamsInFlight(WIDTH, WARM_UP);
      report.line("without either: %,.0f/s", direct.streamsInFlight(WIDTH, CALLS));
      double[] ratios = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        double theirs = measured("Spring Cloud Gateway", gateway, throughGateway, report);
        double ours = measured("Rung", mocked.daemon(), throughRung, report);
        ratios[round] = ours / theirs;
        report.line("round %d: %.2f x", round + 1, ratios[round]);
      }
      Arrays.sort(ratios);
      report.line("median %.2f x", ratios[ROUNDS / 2]);
    }
  }

  private static double measured(
      String name, ChildProcess process, DirectCalls calls, Report report) throws Exception {
    long cpu = process.cpuNanos();
    double rate = calls.streamsInFlight(WIDTH, CALLS);
    double each = (process.cpuNanos() - cpu) / 1e6 / CALLS;
    report.line("%s: %,.0f streams/s, %.3f ms CPU each", name, rate, each);
    return rate;
  }
}
