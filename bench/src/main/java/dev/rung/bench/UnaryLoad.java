package dev.rung.bench;

import dev.rung.v1.GenerateRequest;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Questions: what does Rung add to a call that takes a provider no time, and how much CPU does it
 * burn for one? Direct calls and calls through the daemon take turns; what a bare gRPC echo takes
 * and a bare proxy take beside them is the part of the difference that no router on these threads
 * can save.
 */
final class UnaryLoad {
  private static final int WIDTH = 32;
  private static final int CALLS = 4_000;
  private static final int BUSY_CALLS = 60_000;
  private static final int ROUNDS = 5;

  private UnaryLoad() {}

  static void run(Report report) throws Exception {
    GenerateRequest request = MockedDaemon.request();
    try (MockedDaemon mocked = new MockedDaemon();
        ChildProcess echo = ChildProcess.java(EchoServer.class, "-Xmx256m");
        GrpcLoad toEcho = new GrpcLoad(echo.port());
        DirectCalls direct = new DirectCalls(mocked.mock().port());
        ChildProcess proxy =
            ChildProcess.java(
                BareProxy.class, List.of(Integer.toString(mocked.mock().port())), "-Xmx256m");
        GrpcLoad toProxy = new GrpcLoad(proxy.port());
        GrpcLoad rung = new GrpcLoad(mocked.daemon().port())) {
      direct.wholeAnswers(CALLS);
      toEcho.inFlight(request, WIDTH, BUSY_CALLS);
      toProxy.inFlight(request, WIDTH, BUSY_CALLS);
      rung.inFlight(request, WIDTH, BUSY_CALLS);
      rung.oneAtATime(request, CALLS);
      for (int round = 1; round <= ROUNDS; round++) {
        Histogram without = direct.wholeAnswers(CALLS);
        Histogram with = rung.oneAtATime(request, CALLS);
        Histogram least = toProxy.oneAtATime(request, CALLS);
        report.latency("direct", without);
        report.latency("bare gRPC echo", toEcho.oneAtATime(request, CALLS));
        report.latency("through Rung", with);
        report.latency("through a bare proxy", least);
        report.line(
            "round %d: added p50 %.1f us, by a bare proxy %.1f us",
            round, added(with, without), added(least, without));
      }
      for (int round = 1; round <= ROUNDS; round++) {
        long cpu = mocked.daemon().cpuNanos();
        double rate = rung.inFlight(request, WIDTH, BUSY_CALLS);
        double each = (mocked.daemon().cpuNanos() - cpu) / 1e6 / BUSY_CALLS;
        report.line("round %d: 32 in flight %,.0f/s, %.3f ms CPU a call", round, rate, each);
      }
    }
  }

  static double added(Histogram with, Histogram without) {
    return (with.getValueAtPercentile(50) - without.getValueAtPercentile(50)) / 1e3;
  }
}
