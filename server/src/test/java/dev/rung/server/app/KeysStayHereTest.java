package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.request;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import dev.rung.server.log.JsonLayout;
import dev.rung.server.log.TextLayout;
import dev.rung.server.scripted.Exchange;
import dev.rung.server.scripted.OpenAiWire;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.Reply;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.CheckKeysRequest;
import dev.rung.v1.CreateTenantKeyRequest;
import dev.rung.v1.CreateTenantKeyResponse;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.ListModelsRequest;
import dev.rung.v1.ListProvidersRequest;
import dev.rung.v1.ListTenantKeysRequest;
import dev.rung.v1.ReloadConfigRequest;
import dev.rung.v1.RevokeTenantKeyRequest;
import dev.rung.v1.StatsRequest;
import io.grpc.InternalMetadata;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Looks for keys, and for parts of eight characters of them, in everything that leaves the process
 * but the requests to the provider itself, while that provider writes the key into all it says.
 */
@Timeout(300)
class KeysStayHereTest {
  private static final int TELLING = 8;
  private static final List<String> KEYS =
      List.of("Qx7vZk2mWp9Lr4Tb6Yn1", "Hd3sJf8gUc5Ea0Oi2Vw7", "Nb6yXq1zKt9RmPl4GjDs");

  private final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private final ScriptedProvider server = ScriptedProvider.start();
  private final Logger root =
      ((LoggerContext) LoggerFactory.getILoggerFactory())
          .getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level usual = root.getLevel();
  private final List<Appender<ILoggingEvent>> shown = new ArrayList<>();
  private final Everything everything = new Everything();
  @TempDir Path folder;

  /** Every line of the log, in both layouts. */
  private final class Everything extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      seen.add(new TextLayout().doLayout(event));
      seen.add(new JsonLayout().doLayout(event));
    }
  }

  @BeforeEach
  void listen() {
    everything.start();
    root.iteratorForAppenders().forEachRemaining(shown::add);
    shown.forEach(root::detachAppender);
    root.setLevel(Level.TRACE);
    root.addAppender(everything);
  }

  @AfterEach
  void close() {
    root.detachAppender(everything);
    shown.forEach(root::addAppender);
    root.setLevel(usual);
    server.close();
  }

  /** Ways to say the key of the request, each the whole response. */
  private static List<Reply> reflections() {
    return List.of(
        said(401, key -> OpenAiWire.error("auth", "invalid_api_key", "wrong key: " + key)),
        said(401, key -> OpenAiWire.error("auth", key, "the code is the key")),
        said(401, key -> OpenAiWire.error(key, "", "the type is the key")),
        said(403, key -> "{\"detail\":\"Bearer " + key + "\"}"),
        said(429, key -> OpenAiWire.error("limit", "rate_limit_exceeded", key.substring(3, 14))),
        said(
            402, key -> OpenAiWire.error("billing", "", "pay for " + key.toLowerCase(Locale.ROOT))),
        said(500, key -> "<html>" + key + "</html>"),
        said(500, key -> "{\"error\":\"" + key + " " + key + "\"}"),
        said(200, key -> OpenAiWire.error("auth", "invalid_api_key", key)),
        exchange -> {
          exchange.startEvents();
          exchange.write(OpenAiWire.start());
          exchange.write(
              "data: " + OpenAiWire.error("server_error", "", "was " + key(exchange)) + "\n\n");
          exchange.finish();
        });
  }

  private interface Saying {
    String with(String key);
  }

  private static Reply said(int status, Saying saying) {
    return exchange ->
        exchange.respond(status, Map.of("x-request-id", key(exchange)), saying.with(key(exchange)));
  }

  private static String key(Exchange exchange) {
    return exchange.request().header("authorization").orElse("Bearer none").substring(7);
  }

  private String configuration() throws IOException {
    Path file = folder.resolve("third.key");
    Files.writeString(file, KEYS.get(2));
    return """
    [guard]
    retries = 0

    [providers.lab]
    kind = "openai"
    base_url = "%s"
    keys = [{env = "KEY_1"}, {env = "KEY_2"}, {name = "third", file = "%s"}]

    [[models.tier2]]
    name = "small"
    provider = "lab"
    context_window = 8192
    max_tokens = 512
    """
        .formatted(server.baseUrl(), file);
  }

  @Test
  void noKeyLeavesTheProcessButToItsProvider() throws Exception {
    try (RunningDaemon daemon =
        RunningDaemon.with(
            configuration(),
            Map.of(
                "KEY_1", KEYS.get(0), "KEY_2", KEYS.get(1), "RUNG_KEYS_CHECK_INTERVAL", "1ms"))) {
      server.otherwise(Replies.openAi("hello"));
      ask(daemon);
      for (Reply reflection : reflections()) {
        server.otherwise(reflection);
        ask(daemon);
        askOperators(daemon);
        seen.add(daemon.daemon().startTable());
        seen.add(daemon.admin().reloadConfig(ReloadConfigRequest.getDefaultInstance()).toString());
      }
      command(daemon, "keys", "check");
      command(daemon, "keys", "check", "--json");
      command(daemon, "models", "list");
      command(daemon, "stats");
      command(daemon, "generate", "Write a function that sorts a list of numbers.");
      daemon.rewrite("[providers.lab]\napi_key = \"" + KEYS.get(0) + "\"\n");
      seen.add(
          failure(() -> daemon.admin().reloadConfig(ReloadConfigRequest.getDefaultInstance())));
      daemon.rewrite(configuration());
    }
    seen.add(filesBesideTheKey());

    assertThat(server.requests())
        .extracting(sent -> sent.header("authorization").orElse(""))
        .contains("Bearer " + KEYS.get(0), "Bearer " + KEYS.get(1), "Bearer " + KEYS.get(2));
    assertThat(seen).hasSizeGreaterThan(100);
    assertThat(String.join("\n", seen)).contains("[redacted]").contains("third");
    for (String part : parts()) {
      assertThat(seen).noneMatch(said -> has(said, part));
    }
  }

  /** Keys of tenants, shown in every way in which they are refused and taken. */
  @Test
  void noKeyOfATenantLeavesTheProcessButToWhoMadeIt() throws Exception {
    List<String> secrets = new ArrayList<>();
    try (RunningDaemon daemon =
        RunningDaemon.with("", Map.of("RUNG_STORE_FOLDER", folder.toString()))) {
      CreateTenantKeyResponse revoked = create(daemon, "generate", "stats");
      CreateTenantKeyResponse operators = create(daemon, "admin", "stats", "generate");
      List.of(revoked, operators).forEach(key -> secrets.add(key.getKey().substring(18)));
      daemon.show("Bearer " + operators.getKey());
      daemon
          .admin()
          .revokeTenantKey(
              RevokeTenantKeyRequest.newBuilder().setKeyId(revoked.getKeyId()).build());
      seen.add(
          daemon.admin().listTenantKeys(ListTenantKeysRequest.getDefaultInstance()).toString());
      for (String shown :
          List.of(
              "Bearer " + operators.getKey(),
              "Bearer " + revoked.getKey(),
              "Bearer " + operators.getKey() + "x",
              "Basic " + operators.getKey(),
              operators.getKey())) {
        daemon.show(shown);
        ask(daemon);
        seen.add(failure(() -> daemon.router().stats(StatsRequest.getDefaultInstance())));
        seen.add(overHttp(daemon, shown));
      }
      seen.add(daemon.daemon().startTable());
    }
    seen.add(filesBesideTheKey());

    assertThat(secrets).hasSize(2);
    for (String secret : secrets) {
      for (int at = 0; at + TELLING <= secret.length(); at++) {
        String part = secret.substring(at, at + TELLING);
        assertThat(seen).noneMatch(said -> has(said, part));
      }
    }
  }

  private static CreateTenantKeyResponse create(RunningDaemon daemon, String... scopes) {
    return daemon
        .admin()
        .createTenantKey(
            CreateTenantKeyRequest.newBuilder()
                .setTenant("acme")
                .addAllScopes(List.of(scopes))
                .build());
  }

  private static String overHttp(RunningDaemon daemon, String shown) throws Exception {
    int port = daemon.daemon().httpPort().orElseThrow();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/models"))
            .header("authorization", shown)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> reply = client.send(request, HttpResponse.BodyHandlers.ofString());
      return reply.headers().map() + reply.body();
    }
  }

  private static boolean has(String said, String part) {
    return said.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  private static List<String> parts() {
    List<String> parts = new ArrayList<>();
    for (String key : KEYS) {
      for (int at = 0; at + TELLING <= key.length(); at++) {
        parts.add(key.substring(at, at + TELLING));
      }
    }
    return parts;
  }

  private void ask(RunningDaemon daemon) {
    for (int i = 0; i < KEYS.size(); i++) {
      seen.add(failure(() -> daemon.router().generate(request())));
      seen.add(failure(() -> all(daemon, request())));
    }
  }

  private static List<GenerateChunk> all(RunningDaemon daemon, GenerateRequest request) {
    return daemon.stream(request);
  }

  private void askOperators(RunningDaemon daemon) {
    seen.add(daemon.admin().checkKeys(CheckKeysRequest.getDefaultInstance()).toString());
    seen.add(daemon.admin().listModels(ListModelsRequest.getDefaultInstance()).toString());
    seen.add(daemon.admin().listProviders(ListProvidersRequest.getDefaultInstance()).toString());
    seen.add(daemon.router().stats(StatsRequest.getDefaultInstance()).toString());
  }

  /** What a call answers: the message, or status and trailers. */
  private static String failure(Supplier<Object> call) {
    try {
      return call.get().toString();
    } catch (StatusRuntimeException failed) {
      StringBuilder told = new StringBuilder(failed.toString());
      if (failed.getTrailers() != null) {
        for (byte[] bytes : InternalMetadata.serialize(failed.getTrailers())) {
          told.append(' ').append(new String(bytes, ISO_8859_1));
        }
      }
      return told.toString();
    }
  }

  private void command(RunningDaemon daemon, String... arguments) {
    Map<String, String> environment =
        Map.of(
            "RUNG_SERVER_GRPC_ADDRESS", "127.0.0.1:" + daemon.daemon().grpcPort(),
            "RUNG_SERVER_ADMIN_ADDRESS", "127.0.0.1:" + daemon.daemon().adminPort());
    seen.add(Typed.in(environment, arguments).toString());
  }

  private String filesBesideTheKey() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("third.key"))
          .forEach(file -> all.append(read(file)));
    }
    return all.toString();
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
