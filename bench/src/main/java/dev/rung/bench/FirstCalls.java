package dev.rung.bench;

import dev.rung.v1.GenerateRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Question: how long do the first calls after a start take, while the JVM has not yet compiled what
 * they need? One call at a time with a rest between two, through a mock provider that takes no
 * time; what calls this program first does is warm, since it has called another daemon before.
 */
final class FirstCalls {
  private static final int ROUNDS = 5;
  private static final int WARM = 4_000;
  private static final Duration REST = Duration.ofMillis(5);

  /** Calls counted together: the first, the next nine, and so on. */
  private static final List<Integer> GROUPS = List.of(1, 9, 90, 400, 500);

  private FirstCalls() {}

  static void run(Report report) throws Exception {
    GenerateRequest request = MockedDaemon.request();
    for (int round = 0; round <= ROUNDS; round++) {
      try (MockedDaemon mocked = new MockedDaemon();
          GrpcLoad rung = new GrpcLoad(mocked.daemon().port())) {
        if (round == 0) {
          rung.oneAtATime(request, WARM);
        } else {
          report.line("round %d", round);
          measure(rung, request, report);
        }
      }
    }
  }

  private static void measure(GrpcLoad rung, GenerateRequest request, Report report) {
    int first = 1;
    for (int count : GROUPS) {
      Histogram nanos = new Histogram(3);
      for (int i = 0; i < count; i++) {
        nanos.add(rung.oneAtATime(request, 1));
        LockSupport.parkNanos(REST.toNanos());
      }
      report.latency("calls %d to %d".formatted(first, first + count - 1), nanos);
      first += count;
    }
  }
}
