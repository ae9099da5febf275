package dev.rung.server.provider.remote.openai;

import static dev.rung.server.provider.remote.openai.ChatReading.choice;
import static dev.rung.server.provider.remote.openai.ChatReading.unary;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.remote.CollectingSink;
import dev.rung.server.provider.remote.wire.CannedExchange;
import dev.rung.server.scripted.OpenAiWire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts and ends of every form of response that providers send. */
class ChatResponseTest {
  private static final String DONE = OpenAiWire.DONE;
  private final ChatReading chat = new ChatReading();

  @Test
  void readsACapturedUnaryAnswer() throws Exception {
    Completion completion = chat.read(CannedExchange.captured("oai-chat.http", 1000));

    assertThat(chat.sink.text()).isEqualTo("Level Guan universesana riotobj pave tit");
    assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(completion.usage()).contains(new Usage(28, 0, 8, 0, false));
    assertThat(completion.requestId()).contains("chatcmpl-Wj9HznHlgm8YG0maJL0nIdGXLSZe9KYN");
  }

  @Test
  void readsACapturedStreamWithUsageWhereverItIsCut() throws Exception {
    for (int size : new int[] {1, 2, 3, 7, 64, 100_000}) {
      chat.sink = new CollectingSink();

      Completion completion =
          chat.read(CannedExchange.captured("oai-chat-stream-usage.http", size));

      assertThat(chat.sink.chunks())
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
  void everyPrefixOfACapturedStreamIsEitherWholeOrCut() throws Exception {
    byte[] whole = CannedExchange.captured("oai-chat-stream-usage.http", 1).body();
    String text = new String(whole, UTF_8);
    int finished = text.indexOf("\n\n", text.indexOf("\"finish_reason\":\"length\"")) + 2;
    int begun = text.indexOf("Level");

    for (int end = 1; end < whole.length; end++) {
      chat.sink = new CollectingSink();
      CannedExchange exchange = CannedExchange.events(text.substring(0, end));
      if (end >= finished) {
        assertThat(chat.read(exchange).finishReason()).isEqualTo(FinishReason.LENGTH);
      } else {
        assertThat(chat.failure(exchange).kind()).isEqualTo(FailureKind.BAD_RESPONSE);
      }
      assertThat(chat.sink.chunks().isEmpty()).isEqualTo(end < text.indexOf("\n\n", begun) + 2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/octet-stream", "TEXT/EVENT-STREAM"})
  void readsEventsThatHaveAnotherTypeWhereAStreamWasAskedFor(String type) throws Exception {
    byte[] events = (OpenAiWire.delta("a") + OpenAiWire.finish("stop") + DONE).getBytes(UTF_8);

    chat.read(CannedExchange.of(type, events, 10));

    assertThat(chat.sink.text()).isEqualTo("a");
  }

  @Test
  void saysThatItNeedsNothingMoreAfterTheEndMark() throws Exception {
    CannedExchange exchange =
        CannedExchange.events(
            OpenAiWire.delta("a") + OpenAiWire.finish("stop") + DONE + OpenAiWire.delta("late"));

    chat.read(exchange);

    assertThat(exchange.finished()).isTrue();
    assertThat(chat.sink.text()).isEqualTo("a");
  }

  @Test
  void acceptsAStreamThatForgetsItsEndMarkAfterTheFinishReason() throws Exception {
    Completion completion = chat.stream(OpenAiWire.delta("a") + OpenAiWire.finish("stop"));

    assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void acceptsAnEndMarkWithoutFinishReason() throws Exception {
    assertThat(chat.stream(OpenAiWire.delta("a") + DONE).finishReason())
        .isEqualTo(FinishReason.STOP);
  }

  @Test
  void flagsACutStream() {
    ProviderException failure = chat.failure(CannedExchange.events(OpenAiWire.delta("a")));

    assertThat(failure.kind()).isEqualTo(FailureKind.BAD_RESPONSE);
    assertThat(failure).hasMessageContaining("cut");
    assertThat(chat.sink.text()).isEqualTo("a");
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
    assertThat(chat.stream(OpenAiWire.delta("a") + OpenAiWire.finish(reason) + DONE).finishReason())
        .isEqualTo(expected);
  }

  @Test
  void keepsReasoningOutOfTheAnswer() throws Exception {
    chat.stream(
        choice("{\"role\":\"assistant\",\"reasoning_content\":\"hm\",\"content\":null}")
            + choice("{\"reasoning\":\"well\",\"content\":\"\"}")
            + OpenAiWire.delta("a")
            + OpenAiWire.finish("stop")
            + DONE);

    assertThat(chat.sink.chunks()).containsExactly(new Chunk.Delta("a"));
  }

  @Test
  void skipsCommentsAndStartUpEventsWithoutACallToTheSink() {
    ProviderException failure =
        chat.failure(
            CannedExchange.events(
                ": OPENROUTER PROCESSING\n\n" + OpenAiWire.start() + OpenAiWire.delta("")));

    assertThat(failure.kind()).isEqualTo(FailureKind.BAD_RESPONSE);
    assertThat(chat.sink.chunks()).isEmpty();
  }

  @Test
  void readsContentInPartsAndRefusals() throws Exception {
    chat.read(
        CannedExchange.json(
            unary(
                "\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"x\"},\"y\","
                    + "{\"type\":\"text\",\"text\":\"b\"}],\"refusal\":\" no\"",
                "stop",
                "null")));

    assertThat(chat.sink.text()).isEqualTo("ab no");
  }

  @Test
  void replacesBytesThatAreNotUtf8() throws Exception {
    byte[] body = "data: {\"choices\":[{\"delta\":{\"content\":\"x?y\"}}]}\n\n".getBytes(UTF_8);
    body[new String(body, UTF_8).indexOf('?')] = (byte) 0xE2;
    String rest = OpenAiWire.finish("stop") + DONE;
    byte[] all = new byte[body.length + rest.length()];
    System.arraycopy(body, 0, all, 0, body.length);
    System.arraycopy(rest.getBytes(UTF_8), 0, all, body.length, rest.length());

    chat.read(CannedExchange.of("text/event-stream", all, 5));

    assertThat(chat.sink.text()).isEqualTo("x\uFFFDy");
  }

  @Test
  void acceptsJsonInPlaceOfAStreamAndTheOtherWayRound() throws Exception {
    chat.read(CannedExchange.json(OpenAiWire.unary("one")), true);
    chat.read(CannedExchange.events(OpenAiWire.delta(" two") + DONE), false);

    assertThat(chat.sink.text()).isEqualTo("one two");
  }
}
