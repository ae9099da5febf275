package dev.rung.server.app;

import dev.rung.server.app.cli.Terminal;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.RouterGrpc;
import dev.rung.v1.StatsRequest;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The run from which the JVM makes its ahead-of-time cache (JEP 514): a daemon on loopback and the
 * calls that come most, with a provider of its own, so that their classes are loaded and linked
 * when a daemon starts. It leaves nothing behind.
 */
public final class AotTraining {
  /**
   * Each costs the first start of a build about a second. A few load every class; it takes
   * thousands for profiles that make the later calls quicker.
   */
  private static final int ROUNDS = 2;

  /** Another daemon's state and what runs on this machine are left alone. */
  private static final Map<String, String> ALONE =
      Map.of("RUNG_STORE_FOLDER", "off", "RUNG_ROUTING_OFFLINE", "yes");

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration IMPATIENCE = Duration.ofSeconds(1);

  private static final List<String> PROMPTS =
      List.of(
          "Write a function that merges overlapping intervals of a list, and a test for it.",
          "Fix the typo in this sentence: the quick brown fox jump over the lazy dog.",
          "Design the architecture of a service that shortens links, and compare two stores for it.",
          "My program ends with `java.lang.NullPointerException at Orders.total(Orders.java:42)`. Why?",
          "Resume en tres frases lo que dice este informe sobre las ventas del año pasado.",
          "Wie viel sind 15 Prozent von 240 Euro, und was bleibt nach Abzug von 19 Prozent Steuer?",
          "把下面这段话翻译成英文:今天天气很好,我们去公园散步吧。",
          "Extract name, date and amount of this invoice as JSON:\n```\nACME, 2026-03-01, 99.50\n```");

  /** A model at an address where nobody listens. */
  private static final String UNREACHABLE =
      """
      [providers.gone]
      kind = "openai"
      base_url = "http://127.0.0.1:1/v1"
      api_key_env = "CANNED_KEY"

      [[models.tier1]]
      name = "unreachable"
      provider = "gone"
      input_cost_per_million = 10
      output_cost_per_million = 10
      latency_ms = 100000
      context_window = 8192
      """;

  private AotTraining() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("rung-training");
    try {
      run(Terminal.standard(""), folder);
    } finally {
      delete(folder);
    }
    System.exit(0);
  }

  /**
   * Trains with the state of its daemon in this folder.
   *
   * @throws StatusRuntimeException when a call fails
   */
  static void run(Terminal terminal, Path folder) throws Exception {
    ask(terminal, "--in-process");
    try (CannedProvider provider = new CannedProvider()) {
      Path file = Files.writeString(folder.resolve("rung.toml"), configuration(provider, folder));
      train(terminal, new ConfigSource(Optional.of(file), Map.of("CANNED_KEY", "none"), folder));
    }
  }

  private static void train(Terminal terminal, ConfigSource source) throws Exception {
    try (Daemon daemon = Daemon.start(source)) {
      String address = "127.0.0.1:" + daemon.grpcPort();
      ManagedChannel channel = NettyChannelBuilder.forTarget(address).usePlaintext().build();
      try (HttpClient http = HttpClient.newHttpClient()) {
        RouterGrpc.RouterBlockingStub router = RouterGrpc.newBlockingStub(channel);
        URI door =
            URI.create(
                "http://127.0.0.1:%d/v1/chat/completions"
                    .formatted(daemon.httpPort().orElseThrow()));
        for (int round = 0; round < ROUNDS; round++) {
          for (String prompt : PROMPTS) {
            call(router.withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS), prompt);
            post(http, door, chat("auto", prompt, "\"stream\":false"), 200);
            post(http, door, chat("auto", prompt, "\"stream\":true"), 200);
          }
        }
        fail(router);
        fail(http, door);
      } finally {
        channel.shutdownNow();
      }
      ask(terminal, "--address=" + address);
      boolean drained = daemon.drain();
      if (!drained) {
        throw new IllegalStateException("calls of the training did not end");
      }
    }
  }

  private static void ask(Terminal terminal, String whom) {
    int exit = Main.run(terminal, ALONE, "generate", whom, "What is 12.5 * 3?");
    if (exit != 0) {
      throw new IllegalStateException("the command line ended with " + exit);
    }
  }

  private static void call(RouterGrpc.RouterBlockingStub router, String prompt) {
    GenerateRequest request =
        GenerateRequest.newBuilder().setPrompt(prompt).setMaxTokens(64).build();
    router.generate(request);
    Iterator<GenerateChunk> chunks = router.generateStream(request);
    while (chunks.hasNext()) {
      chunks.next();
    }
    router.route(request);
    router.generate(GenerateRequest.newBuilder().setPrompt("hello").build());
    router.stats(StatsRequest.getDefaultInstance());
  }

  /** Calls that end without an answer: errors have classes of their own, and often little time. */
  private static void fail(RouterGrpc.RouterBlockingStub router) {
    ended(
        router.withDeadlineAfter(IMPATIENCE.toMillis(), TimeUnit.MILLISECONDS),
        asking("canned-1", CannedProvider.UNANSWERED),
        Status.Code.DEADLINE_EXCEEDED);
    RouterGrpc.RouterBlockingStub patient =
        router.withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    ended(patient, asking("unheard-of", "Hello?"), Status.Code.NOT_FOUND);
    ended(patient, asking("unreachable", "Hello?"), Status.Code.UNAVAILABLE);
    ended(patient, asking("", ""), Status.Code.INVALID_ARGUMENT);
    ended(
        patient,
        asking("", PROMPTS.getFirst()).toBuilder().setMinQuality(1).build(),
        Status.Code.FAILED_PRECONDITION);
  }

  /** The same at the door for OpenAI clients. */
  private static void fail(HttpClient http, URI door) throws IOException, InterruptedException {
    String impatient = "\"rung\":{\"timeout_ms\":%d}".formatted(IMPATIENCE.toMillis());
    post(http, door, chat("canned-1", CannedProvider.UNANSWERED, impatient), 504);
    post(http, door, chat("unheard-of", "Hello?", "\"stream\":false"), 404);
    post(http, door, chat("unreachable", "Hello?", "\"stream\":true"), 503);
    post(http, door, "{", 400);
  }

  private static GenerateRequest asking(String model, String prompt) {
    return GenerateRequest.newBuilder().setModel(model).setPrompt(prompt).build();
  }

  private static void ended(
      RouterGrpc.RouterBlockingStub router, GenerateRequest request, Status.Code wanted) {
    try {
      router.generate(request);
    } catch (StatusRuntimeException ended) {
      if (ended.getStatus().getCode() == wanted) {
        return;
      }
      throw ended;
    }
    throw new IllegalStateException("a call was answered that must not be");
  }

  private static String chat(String model, String prompt, String more) {
    String text = prompt.replace("\n", "\\n").replace("\"", "\\\"");
    return "{\"model\":\"%s\",%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
        .formatted(model, more, text);
  }

  private static void post(HttpClient http, URI door, String body, int wanted)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(door)
            .timeout(PATIENCE)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != wanted) {
      throw new IOException(
          "the door for OpenAI clients answered with status " + status + " and not " + wanted);
    }
  }

  private static String configuration(CannedProvider provider, Path folder) {
    StringBuilder file =
        new StringBuilder(
            """
            [server]
            grpc_address = "127.0.0.1:0"
            admin_address = "127.0.0.1:0"
            http_address = "127.0.0.1:0"

            [keys]
            check_interval = "0s"

            [store]
            folder = "%s"

            [log]
            level = "info"

            [providers.canned]
            kind = "openai"
            base_url = "%s"
            api_key_env = "CANNED_KEY"
            """
                .formatted(folder.resolve("state"), provider.baseUrl()));
    for (int tier = 1; tier <= 4; tier++) {
      file.append(
          """

          [[models.tier%1$d]]
          name = "canned-%1$d"
          provider = "canned"
          input_cost_per_million = 0.1
          output_cost_per_million = 0.2
          context_window = 8192
          """
              .formatted(tier));
    }
    return file.append(UNREACHABLE).toString();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
