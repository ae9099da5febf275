package dev.rung.bench;

import dev.rung.v1.GenerateRequest;

/**
 * Question: what does state on disk cost a call? One daemon that writes its ledger, its costs and
 * its answers down and one that keeps them in memory take turns, 32 calls in flight, at a provider
 * that takes no time.
 */
final class StoreLoad {
  private static final int WIDTH = 32;
  private static final int CALLS = 60_000;
  private static final int ROUNDS = 6;

  private StoreLoad() {}

  static void run(Report report) throws Exception {
    GenerateRequest request = MockedDaemon.request();
    try (MockedDaemon mocked = new MockedDaemon();
        ChildProcess memory =
            ChildProcess.daemonWithoutStore(
                MockedDaemon.configuration("openai", mocked.mock().port()));
        GrpcLoad toDisk = new GrpcLoad(mocked.daemon().port());
        GrpcLoad toMemory = new GrpcLoad(memory.port())) {
      toDisk.inFlight(request, WIDTH, CALLS);
      toMemory.inFlight(request, WIDTH, CALLS);
      for (int round = 1; round <= ROUNDS; round++) {
        Load with = Load.of(toDisk, mocked.daemon(), request);
        Load without = Load.of(toMemory, memory, request);
        report.line(
            "round %d: on disk %,.0f/s, %.3f ms CPU   in memory %,.0f/s, %.3f ms CPU"
                + "   ratio %.2f, CPU %.2f",
            round,
            with.rate,
            with.cpuMillis,
            without.rate,
            without.cpuMillis,
            with.rate / without.rate,
            with.cpuMillis / without.cpuMillis);
      }
    }
  }

  /**
   * What came of a round.
   *
   * @param rate calls in a second
   * @param cpuMillis of the daemon, for each call
   */
  private record Load(double rate, double cpuMillis) {
    static Load of(GrpcLoad load, ChildProcess daemon, GenerateRequest request) throws Exception {
      long before = daemon.cpuNanos();
      double rate = load.inFlight(request, WIDTH, CALLS);
      return new Load(rate, (daemon.cpuNanos() - before) / 1e6 / CALLS);
    }
  }
}
