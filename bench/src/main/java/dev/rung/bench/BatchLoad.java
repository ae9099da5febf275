package dev.rung.bench;

import dev.rung.v1.GenerateBatchRequest;
import dev.rung.v1.GenerateBatchRequest.Item;
import dev.rung.v1.GenerateRequest;

/**
 * Question: what is one batch of requests worth against as many single calls, 32 in flight? One
 * connection, in turns, for answers of a template and for those of a provider that takes no time;
 * for the latter the daemon has as many items in flight as the single calls.
 */
final class BatchLoad {
  private static final int WIDTH = 32;
  private static final int TEMPLATES = 10_000;
  private static final int ANSWERS = 10_000;
  private static final int ROUNDS = 5;
  private static final int WARM_UP = 10;

  private BatchLoad() {}

  static void run(Report report) throws Exception {
    try (MockedDaemon mocked =
            new MockedDaemon("openai", "[server]\nbatch_parallel = " + WIDTH + "\n");
        GrpcLoad rung = new GrpcLoad(mocked.daemon().port())) {
      report.line("answers of a template");
      compare(
          GenerateRequest.newBuilder().setPrompt("What is 12.5 * 3?").build(),
          TEMPLATES,
          rung,
          mocked.daemon(),
          report);
      report.line("answers of a provider that takes no time");
      compare(MockedDaemon.request(), ANSWERS, rung, mocked.daemon(), report);
    }
  }

  private static void compare(
      GenerateRequest request, int items, GrpcLoad rung, ChildProcess daemon, Report report)
      throws Exception {
    GenerateBatchRequest batch = batch(request, items);
    for (int i = 0; i < WARM_UP; i++) {
      rung.inFlight(request, WIDTH, items);
      rung.batch(batch);
    }
    for (int round = 1; round <= ROUNDS; round++) {
      long before = daemon.cpuNanos();
      double single = rung.inFlight(request, WIDTH, items);
      long between = daemon.cpuNanos();
      double together = rung.batch(batch);
      long after = daemon.cpuNanos();
      report.line(
          "round %d: single %,.0f/s, %.3f ms CPU each   batch %,.0f/s, %.3f ms   ratio %.2f",
          round,
          single,
          (between - before) / 1e6 / items,
          together,
          (after - between) / 1e6 / items,
          together / single);
    }
  }

  private static GenerateBatchRequest batch(GenerateRequest request, int items) {
    GenerateBatchRequest.Builder batch = GenerateBatchRequest.newBuilder();
    for (int i = 0; i < items; i++) {
      batch.addItems(Item.newBuilder().setId(Integer.toString(i)).setRequest(request));
    }
    return batch.build();
  }
}
