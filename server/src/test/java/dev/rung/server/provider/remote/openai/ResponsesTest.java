package dev.rung.server.provider.remote.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.provider.remote.CollectingSink;
import dev.rung.server.provider.remote.Golden;
import dev.rung.server.provider.remote.wire.CannedExchange;
import dev.rung.server.provider.remote.wire.FailureTable;
import dev.rung.server.provider.remote.wire.Failures;
import dev.rung.server.provider.remote.wire.HttpExchange;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** POST /responses: the bytes that go out, and every form of what comes back. */
class ResponsesTest {
  private static final String CREATED =
      event("response.created", "\"response\":{\"id\":\"resp_1\",\"status\":\"in_progress\"}");
  private static final String USAGE =
      "\"usage\":{\"input_tokens\":9,\"input_tokens_details\":{\"cached_tokens\":4},"
          + "\"output_tokens\":7,\"output_tokens_details\":{\"reasoning_tokens\":3}}";

  private CollectingSink sink = new CollectingSink();

  @Test
  void putsAWholeConversation() throws Exception {
    Sampling sampling = Calls.call(Prompt.ofUser("x"), Sampling.DEFAULT, true).sampling();
    Call call = Calls.to("gpt-5.6-terra", Calls.call(Golden.conversation(), sampling, true));

    Golden.assertSame(ResponsesRequest.of(call).text(), "openai-responses.json");
  }

  @Test
  void asksForASchemaAndChoosesTools() throws Exception {
    Call schema = Calls.call(Golden.withSchema("{\"type\":\"object\"}"), Golden.SAMPLING, false);

    assertThat(ResponsesRequest.of(schema).text())
        .contains("\"store\":false,\"max_output_tokens\":64,\"text\":")
        .endsWith(
            "\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"answer\","
                + "\"schema\":{\"type\":\"object\"}}}}");
    Call strict =
        Calls.call(
            Golden.withSchema(
                "{\"type\":\"object\",\"properties\":{\"a\":{}},\"required\":[\"a\"],"
                    + "\"additionalProperties\":false}"),
            Golden.SAMPLING,
            false);
    assertThat(ResponsesRequest.of(Calls.to("gpt-5-pro", strict)).text())
        .endsWith("\"additionalProperties\":false},\"strict\":true}}}");
    assertThat(written(new ToolChoice.None())).endsWith("\"tool_choice\":\"none\"}");
    assertThat(written(new ToolChoice.Auto())).endsWith("\"strict\":false}]}");
    assertThat(written(new ToolChoice.Named("a")))
        .endsWith("\"tool_choice\":{\"type\":\"function\",\"name\":\"a\"}}");
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o, true, false",
    "gpt-5, true, false",
    "gpt-5.4-mini, true, false",
    "gpt-5.6-luna, false, false",
    "gpt-5.6-luna, true, true",
    "openai/gpt-6-sol, true, true",
    "gpt-5-pro, false, true",
    "gpt-5.1-codex, false, true",
    "o3-pro, false, true",
    "o3, true, false",
    "my-pro, true, false",
  })
  void isUsedWhereAModelNeedsIt(String model, boolean tools, boolean needed) {
    Prompt prompt = tools ? withTools(new ToolChoice.Auto()) : Prompt.ofUser("Hi");
    Call call = Calls.to(model, Calls.call(prompt, Sampling.DEFAULT, false));

    assertThat(ModelFamily.needsResponses(call, Quirks.Families.OPENAI)).isEqualTo(needed);
    assertThat(ModelFamily.needsResponses(call, Quirks.Families.ALIKE)).isFalse();
  }

  @Test
  void readsACapturedAnswerInOnePiece() throws Exception {
    Completion completion = read(CannedExchange.captured("oai-responses.http", 1000));

    assertThat(sink.text()).isEqualTo(" outingsizzard‑ cooperation");
    assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(completion.usage()).contains(new Usage(16, 15, 4, 0, false));
  }

  @Test
  void readsACapturedStreamWhereverItIsCut() throws Exception {
    for (int size : new int[] {1, 3, 64, 100_000}) {
      sink = new CollectingSink();

      Completion completion = read(CannedExchange.captured("oai-responses-stream.http", size));

      assertThat(sink.chunks())
          .containsExactly(
              new Chunk.Delta(" identify"), new Chunk.Delta("white"), new Chunk.Delta(" Force"));
      assertThat(completion.usage()).contains(new Usage(16, 15, 3, 0, false));
      assertThat(completion.requestId()).contains("resp_8W5l4OcKHuu3FgPUCkkCFNeVrCGf3MRB");
    }
  }

  @Test
  void everyPrefixOfACapturedStreamIsCut() {
    String all = new String(CannedExchange.captured("oai-responses-stream.http", 1).body(), UTF_8);
    int last = all.indexOf("\n\n", all.indexOf("event: response.completed")) + 2;

    for (int end = 1; end < last; end += 3) {
      assertThat(failure(CannedExchange.events(all.substring(0, end))).kind())
          .isEqualTo(FailureKind.BAD_RESPONSE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "response.completed, completed, '', STOP",
    "response.incomplete, incomplete, max_output_tokens, LENGTH",
    "response.incomplete, incomplete, content_filter, CONTENT_FILTER",
    "response.completed, something_new, '', STOP",
  })
  void knowsUsageAndReasonFromEveryEnd(
      String type, String status, String reason, FinishReason expected) throws Exception {
    String end =
        event(
            type,
            "\"response\":{\"status\":\""
                + status
                + "\",\"incomplete_details\":{\"reason\":\""
                + reason
                + "\"},\"error\":null,"
                + USAGE
                + "}");

    Completion completion = stream(CREATED + text("a") + end);

    assertThat(completion.finishReason()).isEqualTo(expected);
    assertThat(completion.usage()).contains(new Usage(9, 4, 7, 3, false));
  }

  @Test
  void findsErrorsBeforeAndAfterOutput() {
    String failed =
        event(
            "response.failed",
            "\"response\":{\"status\":\"failed\",\"error\":{\"code\":\"rate_limit_exceeded\","
                + "\"message\":\"slow\"},"
                + USAGE
                + "}");
    String error = event("error", "\"code\":\"server_error\",\"message\":\"oops\",\"param\":null");

    assertThat(failure(CannedExchange.events(CREATED + failed)).kind())
        .isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(sink.chunks()).isEmpty();
    assertThat(failure(CannedExchange.events(CREATED + text("a") + failed)).usage())
        .contains(new Usage(9, 4, 7, 3, false));
    assertThat(failure(CannedExchange.events(CREATED + error)).kind())
        .isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(failure(CannedExchange.json("{\"status\":\"cancelled\",\"output\":[]}")).kind())
        .isEqualTo(FailureKind.UNAVAILABLE);
  }

  @Test
  void handsOnCallsInPiecesOrWhole() throws Exception {
    Completion completion =
        stream(
            CREATED
                + event("response.output_item.added", "\"item\":{\"type\":\"reasoning\"}")
                + event("response.reasoning_summary_text.delta", "\"delta\":\"hm\"")
                + item("added", "fc_1", "call_a", "find", "")
                + arguments("fc_1", "{\\\"at\\\":")
                + arguments("fc_1", "1}")
                + item("done", "fc_1", "call_a", "find", "{\\\"at\\\":1}")
                + item("added", "fc_2", "call_b", "list", "")
                + item("done", "fc_2", "call_b", "list", "{}")
                + event("response.completed", "\"response\":{\"status\":\"completed\"}"));

    assertThat(completion.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(sink.toolCalls()).containsExactly("call_a find", "call_b list");
    assertThat(sink.arguments(0)).isEqualTo("{\"at\":1}");
    assertThat(sink.arguments(1)).isEqualTo("{}");
    assertThat(sink.text()).isEmpty();
  }

  @Test
  void handsOnCallsOfAnAnswerInOnePiece() throws Exception {
    read(
        CannedExchange.json(
            "{\"status\":\"completed\",\"output\":[{\"type\":\"message\",\"content\":"
                + "[{\"type\":\"output_text\",\"text\":\"I look\"}]},{\"type\":\"function_call\","
                + "\"id\":\"fc_1\",\"call_id\":\"call_a\",\"name\":\"find\",\"arguments\":\"{}\"}]}"));

    assertThat(sink.text()).isEqualTo("I look");
    assertThat(sink.toolCalls()).containsExactly("call_a find");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{\"status\":", "[]", "{}", "{\"status\":\"completed\"}"})
  void refusesWhatIsNoAnswer(String body) {
    assertThat(failure(CannedExchange.json(body)).kind()).isEqualTo(FailureKind.BAD_RESPONSE);
  }

  private static String text(String text) {
    return event("response.output_text.delta", "\"item_id\":\"m\",\"delta\":\"" + text + "\"");
  }

  private static String item(String what, String id, String callId, String name, String args) {
    return event(
        "response.output_item." + what,
        "\"item\":{\"type\":\"function_call\",\"id\":\""
            + id
            + "\",\"call_id\":\""
            + callId
            + "\",\"name\":\""
            + name
            + "\",\"arguments\":\""
            + args
            + "\"}");
  }

  private static String arguments(String id, String piece) {
    return event(
        "response.function_call_arguments.delta",
        "\"item_id\":\"" + id + "\",\"delta\":\"" + piece + "\"");
  }

  private static String event(String type, String fields) {
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + fields + "}\n\n";
  }

  private static Prompt withTools(ToolChoice choice) {
    return new Prompt(
        Prompt.ofUser("Hi").messages(), List.of(new Tool("a", "", "")), choice, Optional.empty());
  }

  private static String written(ToolChoice choice) throws Exception {
    return ResponsesRequest.of(Calls.call(withTools(choice), Sampling.DEFAULT, false)).text();
  }

  private Completion stream(String events) throws Exception {
    return read(CannedExchange.events(events));
  }

  private Completion read(HttpExchange exchange) throws Exception {
    Failures failures =
        new Failures(
            Calls.settings(ProviderKind.OPENAI, URI.create("http://127.0.0.1:1/v1")),
            FailureTable.COMMON,
            InstantSource.system());
    return new ResponsesAnswer(exchange, Calls.streaming("Hi"), sink, failures).read();
  }

  private ProviderException failure(HttpExchange exchange) {
    ProviderException failure = catchThrowableOfType(ProviderException.class, () -> read(exchange));
    assertThat(failure).isNotNull();
    return failure;
  }
}
