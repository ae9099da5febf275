package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rung.server.scripted.ReceivedRequest;
import dev.rung.server.scripted.ScriptedProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs with OpenAI's library bring no reasoning back with the calls of tools, which some APIs
 * refuse. The scripted server is the proxy on the way to them.
 */
class WantedReasoningTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONVERSATION =
      """
      {"model": "asked", "messages": [
        {"role": "user", "content": "How warm is it in Bern?"},
        {"role": "assistant", "content": null, "tool_calls": [
          {"id": "call_1", "type": "function",
           "function": {"name": "weather", "arguments": "{}"}}]},
        {"role": "tool", "tool_call_id": "call_1", "content": "12 degrees"},
        {"role": "assistant", "content": "12 degrees."},
        {"role": "user", "content": "And in Rome?"}],
       "tools": [{"type": "function", "function": {"name": "weather"}}]}
      """;

  private final ScriptedProvider server = ScriptedProvider.start().openAi("Warmer.");
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.shutdownNow();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.deepseek.com/v1",
        "http://api.deepseek.com/beta",
        "http://API.Moonshot.ai/v1",
        "http://api.moonshot.cn/v1",
        "http://api.kimi.com/coding/v1"
      })
  void everyTurnOfTheAssistantBringsTextWhereItIsWanted(String baseUrl) throws Exception {
    JsonNode sent =
        sent(
            RunningDaemon.model("tier2", "asked", "openai", URI.create(baseUrl))
                .replace("api_key_env", "proxy = \"%s\"\napi_key_env".formatted(server.rootUrl())));

    assertThat(sent.path("messages"))
        .allSatisfy(message ->
            assertThat(message.path("reasoning_content").asText())
                .as("%s", message)
                .isEqualTo(message.path("role").asText().equals("assistant") ? "." : ""));
    assertThat(sent.path("messages").get(1).path("tool_calls")).hasSize(1);
  }

  @Test
  void nobodyElseIsSentAFieldThatOpenAiDoesNotKnow() throws Exception {
    JsonNode sent = sent(RunningDaemon.model("tier2", "asked", server));

    assertThat(sent.findParents("reasoning_content")).isEmpty();
    assertThat(sent.path("messages")).hasSize(5);
  }

  /** What the provider is asked with where a program goes on with a conversation. */
  private JsonNode sent(String configuration) throws IOException, InterruptedException {
    try (RunningDaemon daemon = RunningDaemon.with(configuration)) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(
                      "http://127.0.0.1:"
                          + daemon.daemon().httpPort().orElseThrow()
                          + "/v1/chat/completions"))
              .timeout(RunningDaemon.PATIENCE)
              .header("content-type", "application/json")
              .POST(BodyPublishers.ofString(CONVERSATION))
              .build();
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(response.body()).contains("Warmer.");
    }
    ReceivedRequest received = server.lastRequest();
    return JSON.readTree(received.body());
  }
}
