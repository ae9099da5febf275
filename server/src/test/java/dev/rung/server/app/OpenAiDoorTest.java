package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.PATIENCE;
import static dev.rung.server.app.RunningDaemon.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.scripted.OpenAiWire;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.StatsRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A whole daemon, asked by HTTP. */
class OpenAiDoorTest {
  private static final String QUESTION =
      "\"messages\":[{\"role\":\"user\",\"content\":\"Write a Java function that merges two sorted"
          + " lists of integers.\"}]}";

  private final ScriptedProvider first = ScriptedProvider.start();
  private final ScriptedProvider second = ScriptedProvider.start();
  private final RunningDaemon daemon =
      RunningDaemon.with(model("tier2", "first", first) + model("tier3", "second", second));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.shutdownNow();
    daemon.close();
    first.close();
    second.close();
  }

  @Test
  void autoRoutesAndSaysWhere() throws Exception {
    first.openAi("merged");

    HttpResponse<String> response = chat("{\"model\":\"auto\"," + QUESTION);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).contains("\"content\":\"merged\"", "\"model\":\"first\"");
    assertThat(response.headers().firstValue("x-rung-model")).contains("first");
    assertThat(response.headers().firstValue("x-rung-tier")).contains("2");
    // 9 tokens in and 1 out, at 1 and 2 dollars per million.
    assertThat(response.headers().firstValue("x-rung-cost-usd")).contains("0.000011000");
    assertThat(response.headers().firstValue("x-rung-unpriced")).isEmpty();
  }

  @Test
  void saysWhenWhatServedHasNoPrice() throws Exception {
    first.openAi("merged");
    String unpriced =
        model("tier2", "first", first)
            .replace("input_cost_per_million = 1.0", "unpriced = \"allow\"")
            .replace("output_cost_per_million = 2.0", "");
    try (RunningDaemon free = RunningDaemon.with(unpriced)) {
      HttpResponse<String> response =
          client.send(post(free, "{\"model\":\"auto\"," + QUESTION), BodyHandlers.ofString());

      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(response.headers().firstValue("x-rung-unpriced")).contains("true");
      assertThat(response.headers().firstValue("x-rung-cost-usd")).contains("0.000000000");
      assertThat(response.body()).contains("\"unpriced\":true");
    }
  }

  @Test
  void namesAndAliasesSelectAndOthersAreToldTheNearest() throws Exception {
    second.openAi("named");

    HttpResponse<String> alias = chat("{\"model\":\"second-alias\"," + QUESTION);
    HttpResponse<String> unknown = chat("{\"model\":\"secnd\"," + QUESTION);

    assertThat(alias.body()).contains("named", "\"model\":\"second\"");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("model_not_found", "\"nearest\":[\"second\"");
    assertThat(get("/v1/models").body())
        .contains("\"id\":\"auto\"", "\"id\":\"first\"", "\"id\":\"second\"");
  }

  @Test
  void aTemplateAnswersAtOnce() throws Exception {
    HttpResponse<String> response =
        chat(
            "{\"model\":\"auto\",\"stream\":true,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"What is 12.5 * 3?\"}]}");

    assertThat(response.body()).contains("\"content\":\"37.5\"").endsWith("data: [DONE]\n\n");
    assertThat(response.headers().firstValue("x-rung-tier")).contains("0");
  }

  @Test
  void aStreamNamesTheModelThatAnswersInItsHeaders() throws Exception {
    first.respond(500, OpenAiWire.error("server_error", "none", "broken"));
    first.respond(500, OpenAiWire.error("server_error", "none", "broken"));
    second.openAi("one ", "two");

    HttpResponse<String> response = chat("{\"model\":\"auto\",\"stream\":true," + QUESTION);

    assertThat(response.headers().firstValue("x-rung-model")).contains("second");
    assertThat(response.body())
        .contains("\"content\":\"one \"", "\"content\":\"two\"", "\"model\":\"second\"")
        .doesNotContain("\"model\":\"first\"")
        .endsWith("data: [DONE]\n\n");
  }

  @Test
  void aProviderThatBreaksOffBecomesAnErrorInTheStream() throws Exception {
    first.reply(Replies.openAiCut("half"));

    HttpResponse<String> response = chat("{\"model\":\"first\",\"stream\":true," + QUESTION);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("half", "{\"error\":{\"message\":")
        .doesNotContain("[DONE]");
  }

  @Test
  void closesTheProvidersConnectionWhenTheClientLeavesAStream() throws Exception {
    first.reply(Replies.openAiStalled("Once"));
    HttpResponse<InputStream> response =
        client.send(
            post("{\"model\":\"auto\",\"stream\":true," + QUESTION), BodyHandlers.ofInputStream());
    byte[] begun = response.body().readNBytes(32);

    response.body().close();
    first.awaitClientGone(PATIENCE);

    assertThat(begun).isNotEmpty();
    assertThat(second.requests()).isEmpty();
  }

  @Test
  void closesTheProvidersConnectionWhenTheClientLeavesBeforeAnything() throws Exception {
    first.hang();
    CompletableFuture<HttpResponse<String>> call =
        client.sendAsync(post("{\"model\":\"auto\"," + QUESTION), BodyHandlers.ofString());
    first.awaitRequest(PATIENCE);

    call.cancel(true);
    first.awaitClientGone(PATIENCE);

    assertThat(second.requests()).isEmpty();
  }

  @Test
  void stopsReadingFromTheProviderWhileTheClientDoesNotRead() throws Exception {
    Flood flood = new Flood();
    first.reply(flood);
    HttpResponse<InputStream> response =
        client.send(
            post("{\"model\":\"auto\",\"stream\":true," + QUESTION), BodyHandlers.ofInputStream());

    long stalledAt = flood.awaitStall();
    response.body().close();

    assertThat(stalledAt).isLessThan(24L * 1024 * 1024);
    flood.awaitEnd();
  }

  @Test
  void aPortThatIsTakenEndsTheStartWithWhatToChange() {
    int taken = daemon.daemon().httpPort().orElseThrow();
    Map<String, String> environment =
        Map.of(
            "RUNG_SERVER_GRPC_ADDRESS", "127.0.0.1:0",
            "RUNG_SERVER_ADMIN_ADDRESS", "127.0.0.1:0",
            "RUNG_SERVER_HTTP_ADDRESS", "127.0.0.1:" + taken);

    assertThatThrownBy(
            () -> Daemon.start(new ConfigSource(Optional.empty(), environment, Path.of("target"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1:" + taken)
        .hasMessageContaining("RUNG_SERVER_HTTP_ADDRESS");
  }

  @Test
  void figuresCountRequestsOfBothDoors() throws Exception {
    first.openAi("one");
    first.openAi("two");

    chat("{\"model\":\"first\"," + QUESTION);
    String text = daemon.router().generate(RunningDaemon.request()).getText();

    assertThat(text).isEqualTo("two");
    assertThat(daemon.router().stats(StatsRequest.getDefaultInstance()).getTotalRequests())
        .isEqualTo(2);
  }

  private URI uri(String path) {
    return uri(daemon, path);
  }

  private static URI uri(RunningDaemon at, String path) {
    return URI.create("http://127.0.0.1:" + at.daemon().httpPort().orElseThrow() + path);
  }

  private HttpRequest post(String body) {
    return post(daemon, body);
  }

  private static HttpRequest post(RunningDaemon at, String body) {
    return HttpRequest.newBuilder(uri(at, "/v1/chat/completions"))
        .timeout(PATIENCE)
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private HttpResponse<String> chat(String body) throws Exception {
    return client.send(post(body), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }
}
