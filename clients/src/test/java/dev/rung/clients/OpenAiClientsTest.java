package dev.rung.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.SseException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.models.Model;
import dev.rung.clients.Program.Finished;
import dev.rung.server.scripted.OpenAiWire;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.Reply;
import dev.rung.server.scripted.ScriptedProvider;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI's own libraries against the packaged daemon and a scripted model. */
class OpenAiClientsTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** Much longer than the daemon lets a stream be silent. */
  private static final Duration SILENCE = Duration.ofMillis(500);

  private static final String COMMENT = ": keep-alive\n\n";

  @TempDir Path folder;

  private final CountDownLatch commented = new CountDownLatch(1);
  private final ScriptedProvider provider = ScriptedProvider.start().otherwise(byPrompt());
  private PackagedDaemon daemon;
  private OpenAIClient client;

  @BeforeEach
  void start() throws Exception {
    String configuration =
        "[server]\nhttp_keepalive = \"20ms\"\n\n"
            + Models.oneRemote(provider.baseUrl())
            + "capabilities = [\"chat\", \"tools\"]\n";
    daemon = PackagedDaemon.start(folder, configuration, Map.of("OPENAI_API_KEY", "k"), List.of());
    client =
        OpenAIOkHttpClient.builder()
            .baseUrl("http://" + daemon.environment().get("RUNG_SERVER_HTTP_ADDRESS") + "/v1")
            .apiKey("none")
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    daemon.close();
    provider.close();
  }

  @Test
  void nodeCallsInEveryWay() throws Exception {
    ClientsTest.installNodeModules();

    Finished finished;
    try (Program program =
        Program.start(
            PackagedDaemon.root(),
            daemon.environment(),
            List.of("node", "clients/node/openai.js"))) {
      finished = program.finish(LIMIT);
    }

    assertThat(finished.err()).isEmpty();
    assertThat(finished.code()).isZero();
    assertThat(finished.out().lines())
        .containsExactly(
            "unary: 37.5 tier 0",
            // 9 tokens in and 3 out, at 1 and 2 dollars per million.
            "stream: one two three 3 15000",
            "tool call: tool_calls weather Oslo",
            "tool result: It is warm.",
            "error: true model_not_found counting-model",
            "models: auto counting-model openai",
            "leave: done");
    provider.awaitClientGone(LIMIT);
  }

  @Test
  void javaGetsAWholeAnswerWithWhatItCost() {
    try (HttpResponseFor<ChatCompletion> response =
        client.chat().completions().withRawResponse().create(request("Count to three.").build())) {
      ChatCompletion answer = response.parse();

      assertThat(answer.choices().getFirst().message().content()).contains("one two three");
      assertThat(answer.choices().getFirst().finishReason())
          .isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
      assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(12);
      assertThat(answer.model()).isEqualTo("counting-model");
      assertThat(response.headers().values("x-rung-cost-usd")).containsExactly("0.000015000");
    }
  }

  @Test
  void javaGetsAStream() {
    ChatCompletionAccumulator all = ChatCompletionAccumulator.create();
    ChatCompletionCreateParams request =
        request("Count to three.")
            .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
            .build();
    String text;
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(request)) {
      text =
          stream.stream()
              .peek(all::accumulate)
              .flatMap(chunk -> chunk.choices().stream())
              .flatMap(choice -> choice.delta().content().stream())
              .collect(Collectors.joining());
    }

    assertThat(text).isEqualTo("one two three");
    assertThat(all.chatCompletion().usage().orElseThrow().completionTokens()).isEqualTo(3);
    assertThat(all.chatCompletion().choices().getFirst().message().content())
        .contains("one two three");
  }

  /** The streams above may have such comments, too. */
  @Test
  void aStreamThatIsSilentCarriesComments() throws Exception {
    String body =
        "{\"model\":\"auto\",\"stream\":true,\"rung\":{\"templates\":false},"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Await a comment.\"}]}";
    String address = daemon.environment().get("RUNG_SERVER_HTTP_ADDRESS");
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + address + "/v1/chat/completions"))
              .header("content-type", "application/json")
              .timeout(LIMIT)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();

      try (InputStream events =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
        String begun = new String(events.readNBytes(COMMENT.length()), UTF_8);
        commented.countDown();

        assertThat(begun).isEqualTo(COMMENT);
        assertThat(new String(events.readAllBytes(), UTF_8)).endsWith("data: [DONE]\n\n");
      }
    }
  }

  @Test
  void javaCallsAToolAndSendsItsResult() {
    ChatCompletionCreateParams.Builder request =
        request("Call a tool.")
            .addFunctionTool(
                FunctionDefinition.builder()
                    .name("weather")
                    .parameters(
                        FunctionParameters.builder()
                            .putAdditionalProperty("type", JsonValue.from("object"))
                            .putAdditionalProperty("properties", JsonValue.from(Map.of()))
                            .build())
                    .build());

    ChatCompletion first = client.chat().completions().create(request.build());
    ChatCompletionMessageFunctionToolCall call =
        first.choices().getFirst().message().toolCalls().orElseThrow().getFirst().asFunction();
    ChatCompletion second =
        client
            .chat()
            .completions()
            .create(
                request
                    .addMessage(first.choices().getFirst().message())
                    .addMessage(
                        ChatCompletionToolMessageParam.builder()
                            .toolCallId(call.id())
                            .content("20 degrees")
                            .build())
                    .build());

    assertThat(call.function().name()).isEqualTo("weather");
    assertThat(call.function().arguments()).isEqualTo("{\"city\":\"Oslo\"}");
    assertThat(second.choices().getFirst().message().content()).contains("It is warm.");
  }

  @Test
  void javaGetsErrorsOfItsOwnTypes() {
    assertThatThrownBy(
            () -> client.chat().completions().create(request("x").model("counting-modl").build()))
        .isInstanceOfSatisfying(
            NotFoundException.class, error -> assertThat(error.code()).contains("model_not_found"));
    assertThatThrownBy(
            () -> client.chat().completions().create(request("x").temperature(3.0).build()))
        .isInstanceOfSatisfying(
            BadRequestException.class, error -> assertThat(error.param()).contains("temperature"));
  }

  @Test
  void javaHearsOfAFailureInTheMiddleOfAStream() {
    assertThatThrownBy(
            () -> {
              try (StreamResponse<ChatCompletionChunk> stream =
                  client.chat().completions().createStreaming(request("Break off.").build())) {
                stream.stream().forEach(chunk -> assertThat(chunk.choices()).hasSize(1));
              }
            })
        .isInstanceOf(SseException.class);
  }

  @Test
  void javaListsTheModels() {
    assertThat(client.models().list().data())
        .extracting(Model::id)
        .containsExactly("auto", "counting-model");
    assertThat(client.models().retrieve("auto").ownedBy()).isEqualTo("rung");
  }

  private static ChatCompletionCreateParams.Builder request(String prompt) {
    return ChatCompletionCreateParams.builder()
        .model("auto")
        .addUserMessage(prompt)
        .putAdditionalBodyProperty("rung", JsonValue.from(Map.of("templates", false)));
  }

  /**
   * A model that counts to three, calls a tool, uses its result, breaks off, never ends, or waits.
   */
  private Reply byPrompt() {
    return exchange -> {
      String body = exchange.request().body();
      if (body.contains("20 degrees")) {
        Replies.openAi("It is warm.").answer(exchange);
      } else if (body.contains("Call a tool.")) {
        exchange.respond(200, Map.of("Content-Type", "application/json"), toolCall());
      } else if (body.contains("Break off.")) {
        Replies.openAiCut("half").answer(exchange);
      } else if (body.contains("Never stop.")) {
        exchange.startEvents();
        exchange.write(OpenAiWire.delta("on"));
        exchange.hang();
      } else if (body.contains("Await a comment.")) {
        assertThat(commented.await(LIMIT.toMinutes(), TimeUnit.MINUTES)).isTrue();
        Replies.openAi("one ", "two ", "three").answer(exchange);
      } else {
        exchange.pause(SILENCE);
        Replies.openAi("one ", "two ", "three").answer(exchange);
      }
    };
  }

  private static String toolCall() {
    return "{\"id\":\"c\",\"object\":\"chat.completion\",\"model\":\"scripted\",\"choices\":[{\"index\":0,"
        + "\"message\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call_7\","
        + "\"type\":\"function\",\"function\":{\"name\":\"weather\","
        + "\"arguments\":\"{\\\"city\\\":\\\"Oslo\\\"}\"}}]},\"finish_reason\":\"tool_calls\"}],"
        + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4,\"total_tokens\":13}}";
  }
}
