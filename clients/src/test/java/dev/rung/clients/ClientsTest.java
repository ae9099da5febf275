package dev.rung.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.clients.Program.Finished;
import dev.rung.server.scripted.OpenAiWire;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.Reply;
import dev.rung.server.scripted.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example clients against the packaged daemon and a scripted model. */
class ClientsTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Path CLIENTS = PackagedDaemon.root().resolve("clients");

  @TempDir Path folder;

  private final ScriptedProvider provider = ScriptedProvider.start().otherwise(byPrompt());
  private PackagedDaemon daemon;

  @BeforeEach
  void start() throws Exception {
    String configuration = Models.oneRemote(provider.baseUrl());
    daemon = PackagedDaemon.start(folder, configuration, Map.of("OPENAI_API_KEY", "k"), List.of());
  }

  @AfterEach
  void stop() {
    daemon.close();
    provider.close();
  }

  @Test
  void pythonCallsInEveryWay() throws Exception {
    generatePythonModules();

    Finished smoke = run("/usr/bin/python3", "clients/python/smoke.py");

    assertEveryWayWorked(smoke);
  }

  @Test
  void nodeCallsInEveryWay() throws Exception {
    installNodeModules();

    Finished smoke = run("node", "clients/node/smoke.js");

    assertEveryWayWorked(smoke);
  }

  private void assertEveryWayWorked(Finished smoke) throws InterruptedException {
    assertThat(smoke.err()).isEmpty();
    assertThat(smoke.code()).isZero();
    assertThat(smoke.out().lines())
        .satisfiesExactly(
            unary -> assertThat(unary).startsWith("unary: 37.5 TIER_0_TEMPLATE"),
            // 9 tokens in and 3 out, at 1 and 2 dollars per million.
            stream -> assertThat(stream).isEqualTo("stream: one two three counting-model 3 15000"),
            deadline -> assertThat(deadline).isEqualTo("deadline: DEADLINE_EXCEEDED in time"),
            cancel -> assertThat(cancel).isEqualTo("cancel: CANCELLED after on"),
            error ->
                assertThat(error).isEqualTo("error: INVALID_ARGUMENT INVALID_REQUEST temperature"),
            batch -> assertThat(batch).isEqualTo("batch: 37.5 one two three INVALID_REQUEST"),
            feedback -> assertThat(feedback).isEqualTo("feedback: counting-model 15000 again"));
    provider.awaitClientGone(LIMIT).awaitClientGone(LIMIT);
  }

  private Finished run(String... command) throws IOException, InterruptedException {
    try (Program program =
        Program.start(PackagedDaemon.root(), daemon.environment(), List.of(command))) {
      return program.finish(LIMIT);
    }
  }

  static void generatePythonModules() throws IOException, InterruptedException {
    succeed(
        "needs Debian's python3-grpcio, protobuf-compiler-grpc and libprotobuf-dev: run .ci/prepare",
        "sh",
        "-c",
        "/usr/bin/python3 -c 'import grpc' && clients/python/generate");
  }

  static void installNodeModules() throws IOException, InterruptedException {
    Path installed = CLIENTS.resolve("node/node_modules/.package-lock.json");
    Path wanted = CLIENTS.resolve("node/package-lock.json");
    if (!Files.exists(installed)
        || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) < 0) {
      succeed(
          "needs Debian's nodejs and npm: run .ci/prepare",
          "npm",
          "ci",
          "--prefix",
          "clients/node");
    }
  }

  private static void succeed(String complaint, String... command)
      throws IOException, InterruptedException {
    try (Program program = Program.start(PackagedDaemon.root(), Map.of(), List.of(command))) {
      Finished finished = program.finish(Duration.ofMinutes(3));
      assertThat(finished.code()).as(complaint + "\n" + finished.err()).isZero();
    }
  }

  /** A model that counts to three, and to "Never stop." writes one piece and nothing more. */
  private static Reply byPrompt() {
    return exchange -> {
      if (!exchange.request().body().contains("Never stop.")) {
        Replies.openAi("one ", "two ", "three").answer(exchange);
        return;
      }
      if (exchange.request().says("\"stream\":true")) {
        exchange.startEvents();
        exchange.write(OpenAiWire.delta("on"));
      }
      exchange.hang();
    };
  }
}
