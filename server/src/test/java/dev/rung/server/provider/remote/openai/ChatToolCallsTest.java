package dev.rung.server.provider.remote.openai;

import static dev.rung.server.provider.remote.openai.ChatReading.tool;
import static dev.rung.server.provider.remote.openai.ChatReading.unary;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.remote.CollectingSink;
import dev.rung.server.provider.remote.wire.CannedExchange;
import dev.rung.server.scripted.OpenAiWire;
import org.junit.jupiter.api.Test;

/** Calls of tools, in one piece and in many. */
class ChatToolCallsTest {
  private static final String DONE = OpenAiWire.DONE;
  private final ChatReading chat = new ChatReading();

  @Test
  void givesACallWithoutArgumentsAnEmptyObjectUnlessItWasCutOff() throws Exception {
    String call =
        "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c1\","
            + "\"function\":{\"name\":\"now\",\"arguments\":\"\"}}]}}]}\n\n";

    chat.stream(call + OpenAiWire.finish("tool_calls") + DONE);
    assertThat(chat.sink.toolCalls()).containsExactly("c1 now");
    assertThat(chat.sink.arguments(0)).isEqualTo("{}");

    chat.sink = new CollectingSink();
    chat.stream(call + OpenAiWire.finish("length") + DONE);
    assertThat(chat.sink.arguments(0)).isEmpty();
  }

  @Test
  void goesOnWithACallWhoseLaterPiecesHaveOtherIds() throws Exception {
    String piece =
        "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"%s\","
            + "\"function\":{%s\"arguments\":\"%s\"}}]}}]}\n\n";

    chat.stream(
        piece.formatted("c1", "\"name\":\"find\",", "")
            + piece.formatted("c2", "", "{\\\"a\\\":")
            + piece.formatted("c3", "", "1}")
            + OpenAiWire.finish("tool_calls")
            + DONE);

    assertThat(chat.sink.toolCalls()).containsExactly("c1 find");
    assertThat(chat.sink.arguments(0)).isEqualTo("{\"a\":1}");
  }

  @Test
  void streamsToolCalls() throws Exception {
    Completion completion =
        chat.stream(
            tool("{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}")
                + tool("{\"index\":0,\"function\":{\"arguments\":\"{\\\"a\\\":\"}}")
                + tool("{\"index\":0,\"function\":{\"arguments\":\"1}\"}}")
                + tool("{\"index\":1,\"id\":\"c2\",\"function\":{\"name\":\"g\"}}")
                + tool(
                    "{\"index\":1,\"id\":\"c2\",\"function\":{\"name\":\"g\","
                        + "\"arguments\":\"{}\"}}")
                + OpenAiWire.finish("tool_calls")
                + DONE);

    assertThat(chat.sink.chunks())
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
    chat.stream(
        tool("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"1\"}}")
            + tool("{\"index\":0,\"id\":\"b\",\"function\":{\"name\":\"f\",\"arguments\":\"2\"}}")
            + tool("{\"index\":7,\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"3\"}}")
            + tool("{\"index\":7,\"function\":{\"arguments\":\"4\"}}")
            + tool("{\"function\":{\"arguments\":\"5\"}}")
            + tool("{\"function\":{\"name\":\"g\",\"arguments\":{\"x\": [1, null]}}}")
            + DONE);

    assertThat(chat.sink.chunks())
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
        chat.read(
            CannedExchange.json(
                unary("\"content\":null,\"tool_calls\":[" + call + "]", "stop", "null")));

    assertThat(chat.sink.chunks()).containsExactly(new Chunk.ToolCallDelta(0, "c1", "f", "{}"));
    assertThat(completion.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
  }
}
