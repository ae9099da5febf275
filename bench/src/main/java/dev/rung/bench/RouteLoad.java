package dev.rung.bench;

import dev.rung.v1.GenerateRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Question: how many decisions a second does a daemon give over gRPC, rules and trained classifier
 * on, twelve models to choose from, prompts of 300 characters? One connection, 32 calls in flight;
 * beside it, in turns, a bare gRPC echo.
 */
final class RouteLoad {
  private static final int CHARACTERS = 300;
  private static final int PROMPTS = 500;
  private static final int MODELS = 12;
  private static final int WIDTH = 32;
  private static final int CALLS = 150_000;
  private static final int ROUNDS = 5;

  private RouteLoad() {}

  static void run(Report report) throws Exception {
    List<GenerateRequest> requests = requests();
    try (ChildProcess echo = ChildProcess.java(EchoServer.class, "-Xmx256m");
        ChildProcess daemon = ChildProcess.daemon(configuration());
        GrpcLoad toEcho = new GrpcLoad(echo.port());
        GrpcLoad toDaemon = new GrpcLoad(daemon.port())) {
      toEcho.inFlight(requests.getFirst(), WIDTH, CALLS);
      toDaemon.routesInFlight(requests, WIDTH, CALLS);
      for (int round = 1; round <= ROUNDS; round++) {
        double bare = toEcho.inFlight(requests.getFirst(), WIDTH, CALLS);
        long before = daemon.cpuNanos();
        double routes = toDaemon.routesInFlight(requests, WIDTH, CALLS);
        report.line(
            "round %d: echo %,.0f/s   route %,.0f/s   %.0f us of the daemon's CPU each",
            round, bare, routes, (daemon.cpuNanos() - before) / 1e3 / CALLS);
      }
    }
  }

  /** No two the same, so that nothing can be kept from one to the next. */
  private static List<GenerateRequest> requests() {
    List<GenerateRequest> requests = new ArrayList<>();
    String text = TextShape.PROSE.text(2 * CHARACTERS);
    for (int i = 0; i < PROMPTS; i++) {
      int from = i % CHARACTERS;
      String prompt = String.format(Locale.ROOT, "%d. %s", i, text.substring(from));
      requests.add(GenerateRequest.newBuilder().setPrompt(prompt.substring(0, CHARACTERS)).build());
    }
    return requests;
  }

  private static String configuration() {
    StringBuilder toml =
        new StringBuilder(
            """
            [log]
            level = "warn"

            [providers.mock]
            kind = "openai"
            base_url = "http://127.0.0.1:9/v1"
            api_key_env = "BENCH_KEY"
            """);
    for (int i = 0; i < MODELS; i++) {
      toml.append(
          String.format(
              Locale.ROOT,
              """

              [[models.tier%d]]
              name = "model-%d"
              provider = "mock"
              input_cost_per_million = %.1f
              output_cost_per_million = %.1f
              context_window = 128000
              max_tokens = 8192
              """,
              1 + i % 4,
              i,
              0.1 * (i + 1),
              0.4 * (i + 1)));
    }
    return toml.toString();
  }
}
