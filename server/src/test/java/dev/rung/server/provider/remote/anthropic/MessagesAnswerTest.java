package dev.rung.server.provider.remote.anthropic;

import static dev.rung.server.scripted.AnthropicWire.STOP;
import static dev.rung.server.scripted.AnthropicWire.block;
import static dev.rung.server.scripted.AnthropicWire.blockStop;
import static dev.rung.server.scripted.AnthropicWire.delta;
import static dev.rung.server.scripted.AnthropicWire.end;
import static dev.rung.server.scripted.AnthropicWire.event;
import static dev.rung.server.scripted.AnthropicWire.input;
import static dev.rung.server.scripted.AnthropicWire.start;
import static dev.rung.server.scripted.AnthropicWire.text;
import static dev.rung.server.scripted.AnthropicWire.textBlock;
import static dev.rung.server.scripted.AnthropicWire.toolBlock;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Prompt;
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
import dev.rung.server.scripted.AnthropicWire;
import java.net.URI;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of response that the server sends, and some that it should not. */
class MessagesAnswerTest {
  private final ProviderSettings settings =
      Calls.settings(ProviderKind.ANTHROPIC, URI.create("http://127.0.0.1:1"));
  private CollectingSink sink = new CollectingSink();

  @Test
  void readsACapturedAnswerInOnePiece() throws Exception {
    Completion completion = read(CannedExchange.captured("anthropic.http", 1000));

    assertThat(sink.text()).isEqualTo("Sldanger CBS competitionagin DirectX");
    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(completion.usage()).contains(new Usage(28, 27, 6, 0, false));
    assertThat(completion.requestId()).contains("chatcmpl-gC03qZA72ebwdzlRhCYEKdQLWfB5PGS9");
  }

  @Test
  void readsACapturedStreamWhereverItIsCut() throws Exception {
    for (int size : new int[] {1, 2, 3, 7, 64, 100_000}) {
      sink = new CollectingSink();

      Completion completion = read(CannedExchange.captured("anthropic-stream.http", size));

      assertThat(sink.chunks())
          .containsExactly(
              new Chunk.Delta("ogs"),
              new Chunk.Delta("isel"),
              new Chunk.Delta(" +---"),
              new Chunk.Delta(" sidewalks"));
      assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
      assertThat(completion.usage()).contains(new Usage(16, 15, 4, 0, false));
    }
  }

  @Test
  void everyPrefixOfACapturedStreamIsCut() {
    byte[] whole = CannedExchange.captured("anthropic-stream.http", 1).body();
    String all = new String(whole, UTF_8);
    int last = all.indexOf("\n\n", all.indexOf("event: message_stop")) + 2;

    for (int end = 1; end < last; end++) {
      assertThat(failure(CannedExchange.events(all.substring(0, end))).kind())
          .isEqualTo(FailureKind.BAD_RESPONSE);
    }
  }

  @Test
  void addsInputThatWasCachedAndTakesTheLastCounts() throws Exception {
    Completion completion =
        stream(start(10, 20, 300) + textBlock(0) + text(0, "a") + end("end_turn", 50) + STOP);

    assertThat(completion.usage()).contains(new Usage(330, 300, 20, 50, 0, false));
    assertThat(sink.counted())
        .containsExactly(
            new Usage(330, 300, 20, 1, 0, true), new Usage(330, 300, 20, 50, 0, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"input_tokens\":7,\"output_tokens\":5} | 7 | 0 | 0 | 5 | 0",
        "{\"input_tokens\":7,\"cache_creation_input_tokens\":null,\"cache_read_input_tokens\":2,"
            + "\"output_tokens\":5,\"output_tokens_details\":{\"thinking_tokens\":3}} | 9|2|0|5|3",
        "{\"input_tokens\":0,\"cache_creation_input_tokens\":4,\"output_tokens\":5,"
            + "\"cache_creation\":{\"ephemeral_5m_input_tokens\":4}} | 4 | 0 | 4 | 5 | 0"
      })
  void countsInOnePiece(String usage, long in, long cached, long written, long out, long reasoned)
      throws Exception {
    String content = "[{\"type\":\"text\",\"text\":\"a\"}]";

    Completion completion =
        read(CannedExchange.json(AnthropicWire.message(content, "end_turn", usage)));

    assertThat(completion.usage()).contains(new Usage(in, cached, written, out, reasoned, false));
  }

  @ParameterizedTest
  @CsvSource({
    "end_turn, STOP",
    "stop_sequence, STOP",
    "max_tokens, LENGTH",
    "model_context_window_exceeded, LENGTH",
    "pause_turn, LENGTH",
    "refusal, CONTENT_FILTER",
    "something_new, STOP",
  })
  void understandsEveryStopReason(String reason, FinishReason expected) throws Exception {
    String content = "[{\"type\":\"text\",\"text\":\"a\"}]";

    assertThat(stream(start(1, 0, 0) + text(0, "a") + end(reason, 1) + STOP).finishReason())
        .isEqualTo(expected);
    assertThat(
            read(CannedExchange.json(AnthropicWire.message(content, reason, "{}"))).finishReason())
        .isEqualTo(expected);
  }

  @Test
  void handsOnToolCallsPieceByPieceBehindTextAndThinking() throws Exception {
    Completion completion =
        stream(
            start(1, 0, 0)
                + block(0, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}")
                + delta(0, "{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}")
                + delta(0, "{\"type\":\"signature_delta\",\"signature\":\"xyz\"}")
                + blockStop(0)
                + textBlock(1)
                + text(1, "I look")
                + blockStop(1)
                + toolBlock(2, "toolu_1", "find")
                + input(2, "")
                + input(2, "{\"at\": \"Os")
                + input(2, "lo\"}")
                + blockStop(2)
                + toolBlock(3, "toolu_2", "list")
                + input(3, "")
                + blockStop(3)
                + end("tool_use", 9)
                + STOP);

    assertThat(completion.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(sink.text()).isEqualTo("I look");
    assertThat(sink.toolCalls()).containsExactly("toolu_1 find", "toolu_2 list");
    assertThat(sink.arguments(0)).isEqualTo("{\"at\": \"Oslo\"}");
    assertThat(sink.arguments(1)).isEqualTo("{}");
  }

  @Test
  void handsOnToolCallsInOnePiece() throws Exception {
    String content =
        "[{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"find\",\"input\":{\"at\":\"Oslo\"}},"
            + "{\"type\":\"tool_use\",\"id\":\"toolu_2\",\"name\":\"list\",\"input\":{}}]";

    read(CannedExchange.json(AnthropicWire.message(content, "tool_use", "{}")));

    assertThat(sink.toolCalls()).containsExactly("toolu_1 find", "toolu_2 list");
    assertThat(sink.arguments(0)).isEqualTo("{\"at\":\"Oslo\"}");
    assertThat(sink.arguments(1)).isEqualTo("{}");
  }

  @Test
  void passesOverWhatItDoesNotKnow() throws Exception {
    Completion completion =
        stream(
            ": hello\n\n"
                + AnthropicWire.PING
                + start(1, 0, 0)
                + event("brand_new", "{\"type\":\"brand_new\",\"index\":\"x\",\"delta\":7}")
                + block(0, "{\"type\":\"server_tool_use\",\"id\":\"s\",\"name\":\"web_search\"}")
                + input(0, "{\"query\":1}")
                + delta(1, "{\"type\":\"citations_delta\",\"citation\":{}}")
                + text(1, "a")
                + end("end_turn", 1)
                + STOP);

    assertThat(sink.chunks()).containsExactly(new Chunk.Delta("a"));
    assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
  }

  @ParameterizedTest
  @CsvSource({
    "overloaded_error, OVERLOADED",
    "rate_limit_error, RATE_LIMITED",
    "api_error, UNAVAILABLE",
    "timeout_error, TIMEOUT",
    "invalid_request_error, INVALID_REQUEST",
    "billing_error, QUOTA_EXHAUSTED",
    "something_new, UNAVAILABLE",
  })
  void findsAnErrorUnderStatus200WhereverItIs(String type, FailureKind kind) {
    String error = AnthropicWire.errorEvent(type, "no");

    assertThat(failure(CannedExchange.events(error)).kind()).isEqualTo(kind);
    assertThat(sink.chunks()).isEmpty();
    assertThat(failure(CannedExchange.json(AnthropicWire.error(type, "no"))).kind())
        .isEqualTo(kind);
    ProviderException late = failure(CannedExchange.events(start(5, 0, 2) + text(0, "a") + error));
    assertThat(late.kind()).isEqualTo(kind);
    assertThat(late.usage()).contains(new Usage(7, 2, 1, 0, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>", "{\"type\":", "[]", "{}", "{\"type\":\"message\",\"content\":[]}"})
  void refusesWhatIsNoAnswer(String body) {
    assertThat(failure(CannedExchange.json(body)).kind()).isEqualTo(FailureKind.BAD_RESPONSE);
  }

  @Test
  void refusesAnEmptyAnswerButNotOneThatWasRefusedOrTooLong() throws Exception {
    ProviderException empty =
        failure(CannedExchange.events(start(5, 0, 0) + end("end_turn", 2) + STOP));

    assertThat(empty.kind()).isEqualTo(FailureKind.BAD_RESPONSE);
    assertThat(empty.usage()).contains(new Usage(5, 0, 2, 0, false));
    assertThat(stream(start(5, 0, 0) + end("refusal", 1) + STOP).finishReason())
        .isEqualTo(FinishReason.CONTENT_FILTER);
    assertThat(stream(start(5, 0, 0) + end("max_tokens", 64) + STOP).finishReason())
        .isEqualTo(FinishReason.LENGTH);
  }

  private Completion stream(String events) throws Exception {
    return read(CannedExchange.events(events));
  }

  private Completion read(HttpExchange exchange) throws Exception {
    Failures failures = new Failures(settings, FailureTable.COMMON, InstantSource.system());
    return new MessagesAnswer(exchange, Prompt.ofUser("Hi"), sink, failures).read(true);
  }

  private ProviderException failure(HttpExchange exchange) {
    ProviderException failure = catchThrowableOfType(ProviderException.class, () -> read(exchange));
    assertThat(failure).isNotNull();
    return failure;
  }
}
