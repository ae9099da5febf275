package dev.rung.server.provider.remote.openai;

import static dev.rung.server.provider.remote.openai.ChatReading.unary;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.remote.wire.CannedExchange;
import dev.rung.server.scripted.OpenAiWire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers are counted at, wherever the counts stand. */
class ChatUsageTest {
  private static final String DONE = OpenAiWire.DONE;
  private final ChatReading chat = new ChatReading();

  @Test
  void readsACapturedStreamWithoutUsage() throws Exception {
    Completion completion = chat.read(CannedExchange.captured("oai-chat-stream.http", 100));

    assertThat(chat.sink.text()).isEqualTo("Level Guan investors disciplined");
    assertThat(completion.usage()).isEmpty();
  }

  @Test
  void tellsWhatIsCountedOnTheWaySoThatACutCallIsBilled() throws Exception {
    String counting =
        OpenAiWire.delta("a")
            + "data:"
            + " {\"choices\":[],\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":40}}\n\n";

    ProviderException cut = chat.failure(CannedExchange.events(counting));

    assertThat(chat.sink.counted()).containsExactly(new Usage(20, 0, 40, 0, true));
    assertThat(cut.usage()).contains(new Usage(20, 0, 40, 0, true));
    chat.read(CannedExchange.events(counting + OpenAiWire.finish("stop") + DONE));
    assertThat(chat.sink.counted().getLast()).isEqualTo(new Usage(20, 0, 40, 0, true));
  }

  @Test
  void tellsTheLastCountForWhatItIs() throws Exception {
    chat.stream(
        OpenAiWire.delta("a")
            + OpenAiWire.finish("stop")
            + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":41}}\n\n"
            + DONE);

    assertThat(chat.sink.counted()).containsExactly(new Usage(20, 0, 41, 0, false));
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
        chat.stream(
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
    Completion completion =
        chat.read(CannedExchange.json(unary("\"content\":\"a\"", "stop", usage)));

    assertThat(completion.usage()).contains(new Usage(in, cached, written, out, reasoned, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"prompt_tokens\":0,\"completion_tokens\":0}", "[]", "7"})
  void knowsNoUsageWhereNothingWasCounted(String usage) throws Exception {
    assertThat(chat.read(CannedExchange.json(unary("\"content\":\"a\"", "stop", usage))).usage())
        .isEmpty();
  }

  @Test
  void keepsTheUsageThatCameBeforeAnError() {
    ProviderException failure =
        chat.failure(
            CannedExchange.events(
                OpenAiWire.delta("a")
                    + OpenAiWire.usage(3, 1)
                    + "data: {\"error\":{\"message\":\"boom\"}}\n\n"));

    assertThat(failure.usage()).contains(new Usage(3, 0, 1, 0, true));
  }
}
