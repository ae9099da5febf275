package dev.rung.server.provider.remote.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.provider.remote.CollectingSink;
import dev.rung.server.provider.remote.wire.CannedExchange;
import dev.rung.server.provider.remote.wire.FailureTable;
import dev.rung.server.provider.remote.wire.Failures;
import dev.rung.server.provider.remote.wire.HttpExchange;
import dev.rung.server.scripted.OpenAiWire;
import java.net.URI;
import java.time.InstantSource;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of response that providers send, and some that they should not. */
class ChatResponseTest {
  private static final String DONE = OpenAiWire.DONE;

  private final ProviderSettings settings =
      Calls.settings(ProviderKind.OPENAI, URI.create("http://127.0.0.1:1/v1"));
  private CollectingSink sink = new CollectingSink();

  @Test
  void readsACapturedUnaryAnswer() throws Exception {
    Completion completion = read(CannedExchange.captured("oai-chat.http", 1000));

    assertThat(sink.text()).isEqualTo("Level Guan universesana riotobj pave tit");
    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(completion.usage()).contains(new Usage(28, 0, 8, 0, false));
    assertThat(completion.requestId()).contains("chatcmpl-Wj9HznHlgm8YG0maJL0nIdGXLSZe9KYN");
  }

  @Test
  void readsACapturedStreamWithUsageWhereverItIsCut() throws Exception {
    for (int size : new int[] {1, 2, 3, 7, 64, 100_000}) {
      sink = new CollectingSink();

      Completion completion = read(CannedExchange.captured("oai-chat-stream-usage.http", size));

      assertThat(sink.chunks())
          .containsExactly(
              new Chunk.Delta("Level"),
              new Chunk.Delta(" Guan"),
              new Chunk.Delta(" investors"),
              new Chunk.Delta(" disciplined"));
      assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
      assertThat(completion.usage()).contains(new Usage(16, 15, 4, 0, false));
    }
  }

  @Test
  void readsACapturedStreamWithoutUsage() throws Exception {
    Completion completion = read(CannedExchange.captured("oai-chat-stream.http", 100));

    assertThat(sink.text()).isEqualTo("Level Guan investors disciplined");
    assertThat(completion.usage()).isEmpty();
  }

  @Test
  void everyPrefixOfACapturedStreamIsEitherWholeOrCut() throws Exception {
    byte[] whole = CannedExchange.captured("oai-chat-stream-usage.http", 1).body();
    String text = new String(whole, UTF_8);
    int finished = text.indexOf("\n\n", text.indexOf("\"finish_reason\":\"length\"")) + 2;
    int begun = text.indexOf("Level");

    for (int end = 1; end < whole.length; end++) {
      sink = new CollectingSink();
      CannedExchange exchange = CannedExchange.events(text.substring(0, end));
      if (end >= finished) {
        assertThat(read(exchange).finishReason()).isEqualTo(FinishReason.LENGTH);
      } else {
        assertThat(failure(exchange).kind()).isEqualTo(FailureKind.BAD_RESPONSE);
      }
      assertThat(sink.chunks().isEmpty()).isEqualTo(end < text.indexOf("\n\n", begun) + 2);
    }
  }

  @Test
  void tellsWhatIsCountedOnTheWaySoThatACutCallIsBilled() throws Exception {
    String counting =
        OpenAiWire.delta("a")
            + "data:"
            + " {\"choices\":[],\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":40}}\n\n";

    ProviderException cut = failure(CannedExchange.events(counting));

    assertThat(sink.counted()).containsExactly(new Usage(20, 0, 40, 0, true));
    assertThat(cut.usage()).contains(new Usage(20, 0, 40, 0, true));
    read(CannedExchange.events(counting + OpenAiWire.finish("stop") + DONE));
    assertThat(sink.counted().getLast()).isEqualTo(new Usage(20, 0, 40, 0, true));
  }

  @Test
  void givesACallWithoutArgumentsAnEmptyObjectUnlessItWasCutOff() throws Exception {
    String call =
        "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c1\","
            + "\"function\":{\"name\":\"now\",\"arguments\":\"\"}}]}}]}\n\n";

    stream(call + OpenAiWire.finish("tool_calls") + DONE);
    assertThat(sink.toolCalls()).containsExactly("c1 now");
    assertThat(sink.arguments(0)).isEqualTo("{}");

    sink = new CollectingSink();
    stream(call + OpenAiWire.finish("length") + DONE);
    assertThat(sink.arguments(0)).isEmpty();
  }

  @Test
  void goesOnWithACallWhoseLaterPiecesHaveOtherIds() throws Exception {
    String piece =
        "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"%s\","
            + "\"function\":{%s\"arguments\":\"%s\"}}]}}]}\n\n";

    stream(
        piece.formatted("c1", "\"name\":\"find\",", "")
            + piece.formatted("c2", "", "{\\\"a\\\":")
            + piece.formatted("c3", "", "1}")
            + OpenAiWire.finish("tool_calls")
            + DONE);

    assertThat(sink.toolCalls()).containsExactly("c1 find");
    assertThat(sink.arguments(0)).isEqualTo("{\"a\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "network_error", "abort", "insufficient_system_resource"})
  void takesAnEndByAFaultOfTheServerForAFailure(String reason) {
    ProviderException broken =
        failure(CannedExchange.events(OpenAiWire.delta("a") + OpenAiWire.finish(reason) + DONE));

    assertThat(broken.kind()).isEqualTo(FailureKind.UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/octet-stream", "TEXT/EVENT-STREAM"})
  void readsEventsThatHaveAnotherTypeWhereAStreamWasAskedFor(String type) throws Exception {
    byte[] events = (OpenAiWire.delta("a") + OpenAiWire.finish("stop") + DONE).getBytes(UTF_8);

    read(CannedExchange.of(type, events, 10));

    assertThat(sink.text()).isEqualTo("a");
  }

  @Test
  void tellsTheLastCountForWhatItIs() throws Exception {
    stream(
        OpenAiWire.delta("a")
            + OpenAiWire.finish("stop")
            + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":41}}\n\n"
            + DONE);

    assertThat(sink.counted()).containsExactly(new Usage(20, 0, 41, 0, false));
  }

  @Test
  void saysThatItNeedsNothingMoreAfterTheEndMark() throws Exception {
    CannedExchange exchange =
        CannedExchange.events(
            OpenAiWire.delta("a") + OpenAiWire.finish("stop") + DONE + OpenAiWire.delta("late"));

    read(exchange);

    assertThat(exchange.finished()).isTrue();
    assertThat(sink.text()).isEqualTo("a");
  }

  @Test
  void acceptsAStreamThatForgetsItsEndMarkAfterTheFinishReason() throws Exception {
    Completion completion = stream(OpenAiWire.delta("a") + OpenAiWire.finish("stop"));

    assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void acceptsAnEndMarkWithoutFinishReason() throws Exception {
    assertThat(stream(OpenAiWire.delta("a") + DONE).finishReason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void flagsACutStream() {
    ProviderException failure = failure(CannedExchange.events(OpenAiWire.delta("a")));

    assertThat(failure.kind()).isEqualTo(FailureKind.BAD_RESPONSE);
    assertThat(failure).hasMessageContaining("cut");
    assertThat(sink.text()).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}",
        "{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}",
        "{\"choices\":null,\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}",
        "{\"choices\":[{\"index\":0,\"delta\":{}}],"
            + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}",
        "{\"choices\":[{\"index\":0,\"delta\":null,\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}"
      })
  void findsUsageWhereverItIs(String event) throws Exception {
    Completion completion =
        stream(
            OpenAiWire.delta("a") + OpenAiWire.finish("stop") + "data: " + event + "\n\n" + DONE);

    assertThat(completion.usage()).contains(new Usage(3, 0, 2, 0, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"prompt_tokens\":9,\"completion_tokens\":5,\"prompt_tokens_details\":"
            + "{\"cached_tokens\":4},\"completion_tokens_details\":{\"reasoning_tokens\":3}}"
            + " | 9 | 4 | 0 | 5 | 3",
        "{\"prompt_tokens\":9,\"completion_tokens\":5,\"prompt_tokens_details\":"
            + "{\"cached_tokens\":4,\"cache_write_tokens\":3}} | 9 | 4 | 3 | 5 | 0",
        "{\"prompt_tokens\":9,\"completion_tokens\":5,\"prompt_tokens_details\":"
            + "{\"cached_tokens\":4,\"cache_write_tokens\":6}} | 9 | 4 | 5 | 5 | 0",
        "{\"prompt_tokens\":9,\"completion_tokens\":5,\"prompt_cache_hit_tokens\":4} | 9|4|0|5|0",
        "{\"prompt_tokens\":9,\"completion_tokens\":5,\"prompt_tokens_details\":null} | 9|0|0|5|0",
        "{\"prompt_tokens\":2,\"completion_tokens\":1,\"prompt_tokens_details\":"
            + "{\"cached_tokens\":400},\"completion_tokens_details\":{\"reasoning_tokens\":30}}"
            + " | 2 | 2 | 0 | 1 | 1",
        "{\"prompt_tokens\":-9,\"completion_tokens\":5} | 0 | 0 | 0 | 5 | 0"
      })
  void countsCachedAndReasoningTokens(
      String usage, long in, long cached, long written, long out, long reasoned) throws Exception {
    Completion completion = read(CannedExchange.json(unary("\"content\":\"a\"", "stop", usage)));

    assertThat(completion.usage()).contains(new Usage(in, cached, written, out, reasoned, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"prompt_tokens\":0,\"completion_tokens\":0}", "[]", "7"})
  void knowsNoUsageWhereNothingWasCounted(String usage) throws Exception {
    assertThat(read(CannedExchange.json(unary("\"content\":\"a\"", "stop", usage))).usage())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "stop, STOP",
    "eos, STOP",
    "length, LENGTH",
    "content_filter, CONTENT_FILTER",
    "sensitive, CONTENT_FILTER",
    "model_context_window_exceeded, LENGTH",
    "incomplete, LENGTH",
    "something_new, STOP"
  })
  void toleratesEveryFinishReason(String reason, FinishReason expected) throws Exception {
    assertThat(stream(OpenAiWire.delta("a") + OpenAiWire.finish(reason) + DONE).finishReason())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "network_error"})
  void takesAnErrorAsFinishReasonForOne(String reason) {
    ProviderException failure =
        failure(CannedExchange.events(OpenAiWire.delta("a") + OpenAiWire.finish(reason) + DONE));

    assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
  }

  @Test
  void keepsReasoningOutOfTheAnswer() throws Exception {
    stream(
        choice("{\"role\":\"assistant\",\"reasoning_content\":\"hm\",\"content\":null}")
            + choice("{\"reasoning\":\"well\",\"content\":\"\"}")
            + OpenAiWire.delta("a")
            + OpenAiWire.finish("stop")
            + DONE);

    assertThat(sink.chunks()).containsExactly(new Chunk.Delta("a"));
  }

  @Test
  void skipsCommentsAndStartUpEventsWithoutACallToTheSink() {
    ProviderException failure =
        failure(
            CannedExchange.events(
                ": OPENROUTER PROCESSING\n\n" + OpenAiWire.start() + OpenAiWire.delta("")));

    assertThat(failure.kind()).isEqualTo(FailureKind.BAD_RESPONSE);
    assertThat(sink.chunks()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"error\":{\"message\":\"busy\",\"type\":\"overloaded_error\"}} | OVERLOADED",
        "{\"error\":{\"message\":\"wait\",\"code\":429}} | RATE_LIMITED",
        "{\"error\":\"boom\"} | UNAVAILABLE",
        "{\"object\":\"error\",\"message\":\"maximum context length is 4\",\"code\":400}"
            + " | CONTEXT_TOO_LONG",
        "{\"code\":\"DataInspectionFailed\",\"message\":\"no\",\"request_id\":\"r\"}"
            + " | UNAVAILABLE"
      })
  void findsAnErrorUnderStatus200(String error, FailureKind kind) {
    String event = "data: " + error + "\n\n";

    assertThat(failure(CannedExchange.events(event)).kind()).isEqualTo(kind);
    assertThat(failure(CannedExchange.events(OpenAiWire.delta("a") + event + DONE)).kind())
        .isEqualTo(kind);
    assertThat(failure(CannedExchange.events("event: error\n" + event)).kind()).isEqualTo(kind);
    assertThat(failure(CannedExchange.json(error)).kind()).isEqualTo(kind);
  }

  @Test
  void doesNotTakeANullErrorForOne() throws Exception {
    assertThat(
            read(CannedExchange.json(
                    "{\"error\":null,\"choices\":[{\"message\":{\"content\":\"a\"},"
                        + "\"finish_reason\":\"stop\"}]}"))
                .finishReason())
        .isEqualTo(FinishReason.STOP);
  }

  @Test
  void keepsTheUsageThatCameBeforeAnError() {
    ProviderException failure =
        failure(
            CannedExchange.events(
                OpenAiWire.delta("a")
                    + OpenAiWire.usage(3, 1)
                    + "data: {\"error\":{\"message\":\"boom\"}}\n\n"));

    assertThat(failure.usage()).contains(new Usage(3, 0, 1, 0, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "<!DOCTYPE html><html>Bad Gateway</html>",
        "{\"choices\":",
        "not json",
        "[]",
        "{}",
        "{\"id\":\"x\"}",
        "{\"choices\":[]}",
        "{\"choices\":[{}]}",
        "{\"choices\":[{\"message\":{\"content\":\"\"},\"finish_reason\":\"stop\"}]}",
        "{\"choices\":[{\"message\":{\"content\":null},\"finish_reason\":\"stop\"}]}",
        "{\"choices\":[{\"message\":null,\"finish_reason\":\"tool_calls\"}]}"
      })
  void refusesAUnaryResponseThatIsNoAnswer(String body) {
    assertThat(failure(CannedExchange.json(body)).kind()).isEqualTo(FailureKind.BAD_RESPONSE);
    assertThat(sink.chunks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: {\"choices\":\n\n",
        "data: hello\n\n",
        "data: [DONE]\n\n",
        "data: {\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"stop\"}]}\n\n"
      })
  void refusesAStreamThatIsNoAnswer(String body) {
    assertThat(failure(CannedExchange.events(body)).kind()).isEqualTo(FailureKind.BAD_RESPONSE);
  }

  @Test
  void reportsWhatTheProviderFilteredOrCutBeforeTheFirstWord() throws Exception {
    assertThat(stream(OpenAiWire.finish("content_filter") + DONE).finishReason())
        .isEqualTo(FinishReason.CONTENT_FILTER);
    assertThat(stream(OpenAiWire.finish("length") + DONE).finishReason())
        .isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void readsContentInPartsAndRefusals() throws Exception {
    read(
        CannedExchange.json(
            unary(
                "\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"x\"},\"y\","
                    + "{\"type\":\"text\",\"text\":\"b\"}],\"refusal\":\" no\"",
                "stop",
                "null")));

    assertThat(sink.text()).isEqualTo("ab no");
  }

  @Test
  void replacesBytesThatAreNotUtf8() throws Exception {
    byte[] body = "data: {\"choices\":[{\"delta\":{\"content\":\"x?y\"}}]}\n\n".getBytes(UTF_8);
    body[new String(body, UTF_8).indexOf('?')] = (byte) 0xE2;
    String rest = OpenAiWire.finish("stop") + DONE;
    byte[] all = new byte[body.length + rest.length()];
    System.arraycopy(body, 0, all, 0, body.length);
    System.arraycopy(rest.getBytes(UTF_8), 0, all, body.length, rest.length());

    read(CannedExchange.of("text/event-stream", all, 5));

    assertThat(sink.text()).isEqualTo("x\uFFFDy");
  }

  @Test
  void streamsToolCalls() throws Exception {
    Completion completion =
        stream(
            tool("{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}")
                + tool("{\"index\":0,\"function\":{\"arguments\":\"{\\\"a\\\":\"}}")
                + tool("{\"index\":0,\"function\":{\"arguments\":\"1}\"}}")
                + tool("{\"index\":1,\"id\":\"c2\",\"function\":{\"name\":\"g\"}}")
                + tool(
                    "{\"index\":1,\"id\":\"c2\",\"function\":{\"name\":\"g\","
                        + "\"arguments\":\"{}\"}}")
                + OpenAiWire.finish("tool_calls")
                + DONE);

    assertThat(sink.chunks())
        .containsExactly(
            new Chunk.ToolCallDelta(0, "c1", "f", ""),
            new Chunk.ToolCallDelta(0, "", "", "{\"a\":"),
            new Chunk.ToolCallDelta(0, "", "", "1}"),
            new Chunk.ToolCallDelta(1, "c2", "g", ""),
            new Chunk.ToolCallDelta(1, "", "", "{}"));
    assertThat(completion.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
  }

  @Test
  void tellsToolCallsApartWhateverTheirNumbersAre() throws Exception {
    stream(
        tool("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"1\"}}")
            + tool("{\"index\":0,\"id\":\"b\",\"function\":{\"name\":\"f\",\"arguments\":\"2\"}}")
            + tool("{\"index\":7,\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"3\"}}")
            + tool("{\"index\":7,\"function\":{\"arguments\":\"4\"}}")
            + tool("{\"function\":{\"arguments\":\"5\"}}")
            + tool("{\"function\":{\"name\":\"g\",\"arguments\":{\"x\": [1, null]}}}")
            + DONE);

    assertThat(sink.chunks())
        .containsExactly(
            new Chunk.ToolCallDelta(0, "a", "f", "1"),
            new Chunk.ToolCallDelta(1, "b", "f", "2"),
            new Chunk.ToolCallDelta(2, "c", "f", "3"),
            new Chunk.ToolCallDelta(2, "", "", "4"),
            new Chunk.ToolCallDelta(2, "", "", "5"),
            new Chunk.ToolCallDelta(3, "call_3", "g", "{\"x\":[1,null]}"));
  }

  @Test
  void readsUnaryToolCallsThatEndWithStop() throws Exception {
    String call =
        "{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}";

    Completion completion =
        read(
            CannedExchange.json(
                unary("\"content\":null,\"tool_calls\":[" + call + "]", "stop", "null")));

    assertThat(sink.chunks()).containsExactly(new Chunk.ToolCallDelta(0, "c1", "f", "{}"));
    assertThat(completion.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
  }

  @Test
  void acceptsJsonInPlaceOfAStreamAndTheOtherWayRound() throws Exception {
    read(CannedExchange.json(OpenAiWire.unary("one")), true);
    read(CannedExchange.events(OpenAiWire.delta(" two") + DONE), false);

    assertThat(sink.text()).isEqualTo("one two");
  }

  @Test
  void neverThrowsAnythingButAProviderExceptionWhateverComes() {
    long seed = System.nanoTime();
    RandomGenerator random = new Random(seed);
    byte[] whole = CannedExchange.captured("oai-chat-stream-usage.http", 1).body();
    for (int round = 0; round < 3000; round++) {
      byte[] broken = whole.clone();
      for (int i = random.nextInt(1, 20); i > 0; i--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      try {
        read(CannedExchange.of("text/event-stream", broken, random.nextInt(1, 100)));
      } catch (ProviderException expected) {
        assertThat(expected.text()).as("seed %d", seed).startsWith("openai ");
      } catch (Throwable unexpected) {
        throw new AssertionError("seed " + seed + " round " + round, unexpected);
      }
    }
  }

  private Completion stream(String body) throws Exception {
    return read(CannedExchange.events(body));
  }

  private Completion read(HttpExchange exchange) throws Exception {
    return read(exchange, true);
  }

  private Completion read(HttpExchange exchange, boolean stream) throws Exception {
    Failures failures = new Failures(settings, FailureTable.COMMON, InstantSource.system());
    return new ChatResponse(
            exchange, stream ? Calls.streaming("Hi") : Calls.unary("Hi"), sink, failures)
        .read();
  }

  private ProviderException failure(HttpExchange exchange) {
    ProviderException failure = catchThrowableOfType(ProviderException.class, () -> read(exchange));
    assertThat(failure).isNotNull();
    return failure;
  }

  private static String choice(String delta) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}\n\n";
  }

  private static String tool(String call) {
    return choice("{\"tool_calls\":[" + call + "]}");
  }

  private static String unary(String message, String finish, String usage) {
    return "{\"id\":\"x\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
        + message
        + "},\"finish_reason\":\""
        + finish
        + "\"}],\"usage\":"
        + usage
        + "}";
  }
}
