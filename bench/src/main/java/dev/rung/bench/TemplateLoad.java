package dev.rung.bench;

import dev.rung.v1.GenerateRequest;
import java.util.List;

/**
 * Question: how much of a bare gRPC echo's throughput is left when a template answers? One
 * connection, 32 calls in flight, both servers alive and measured in turns.
 */
final class TemplateLoad {
  /** A plain one, and one that has to be worked out. */
  private static final List<String> PROMPTS = List.of("hello", "What is 12.5 * 3?");

  private static final int WIDTH = 32;
  private static final int CALLS = 200_000;
  private static final int ROUNDS = 5;

  private TemplateLoad() {}

  static void run(Report report) throws Exception {
    try (ChildProcess echo = ChildProcess.java(EchoServer.class, "-Xmx256m");
        ChildProcess daemon = ChildProcess.daemon("[log]\nlevel = \"warn\"\n");
        GrpcLoad toEcho = new GrpcLoad(echo.port());
        GrpcLoad toDaemon = new GrpcLoad(daemon.port())) {
      for (String prompt : PROMPTS) {
        report.line("%s", prompt);
        compare(GenerateRequest.newBuilder().setPrompt(prompt).build(), toEcho, toDaemon, report);
      }
    }
  }

  private static void compare(
      GenerateRequest request, GrpcLoad toEcho, GrpcLoad toDaemon, Report report)
      throws InterruptedException {
    toEcho.inFlight(request, WIDTH, CALLS);
    toDaemon.inFlight(request, WIDTH, CALLS);
    for (int round = 1; round <= ROUNDS; round++) {
      double bare = toEcho.inFlight(request, WIDTH, CALLS);
      double template = toDaemon.inFlight(request, WIDTH, CALLS);
      report.line(
          "round %d: echo %,.0f/s   template %,.0f/s   ratio %.2f",
          round, bare, template, template / bare);
    }
  }
}
