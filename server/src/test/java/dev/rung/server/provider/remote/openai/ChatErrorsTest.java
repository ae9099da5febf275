package dev.rung.server.provider.remote.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.FinishReason;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.remote.wire.CannedExchange;
import dev.rung.server.scripted.OpenAiWire;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures and what is no answer, whatever the status says. */
class ChatErrorsTest {
  private static final String DONE = OpenAiWire.DONE;
  private final ChatReading chat = new ChatReading();

  @ParameterizedTest
  @ValueSource(strings = {"error", "network_error", "abort", "insufficient_system_resource"})
  void takesAnEndByAFaultOfTheServerForAFailure(String reason) {
    ProviderException broken =
        chat.failure(
            CannedExchange.events(OpenAiWire.delta("a") + OpenAiWire.finish(reason) + DONE));

    assertThat(broken.kind()).isEqualTo(FailureKind.UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "network_error"})
  void takesAnErrorAsFinishReasonForOne(String reason) {
    ProviderException failure =
        chat.failure(
            CannedExchange.events(OpenAiWire.delta("a") + OpenAiWire.finish(reason) + DONE));

    assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
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

    assertThat(chat.failure(CannedExchange.events(event)).kind()).isEqualTo(kind);
    assertThat(chat.failure(CannedExchange.events(OpenAiWire.delta("a") + event + DONE)).kind())
        .isEqualTo(kind);
    assertThat(chat.failure(CannedExchange.events("event: error\n" + event)).kind())
        .isEqualTo(kind);
    assertThat(chat.failure(CannedExchange.json(error)).kind()).isEqualTo(kind);
  }

  @Test
  void doesNotTakeANullErrorForOne() throws Exception {
    assertThat(
            chat.read(
                    CannedExchange.json(
                        "{\"error\":null,\"choices\":[{\"message\":{\"content\":\"a\"},"
                            + "\"finish_reason\":\"stop\"}]}"))
                .finishReason())
        .isEqualTo(FinishReason.STOP);
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
    assertThat(chat.failure(CannedExchange.json(body)).kind()).isEqualTo(FailureKind.BAD_RESPONSE);
    assertThat(chat.sink.chunks()).isEmpty();
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
    assertThat(chat.failure(CannedExchange.events(body)).kind())
        .isEqualTo(FailureKind.BAD_RESPONSE);
  }

  @Test
  void reportsWhatTheProviderFilteredOrCutBeforeTheFirstWord() throws Exception {
    assertThat(chat.stream(OpenAiWire.finish("content_filter") + DONE).finishReason())
        .isEqualTo(FinishReason.CONTENT_FILTER);
    assertThat(chat.stream(OpenAiWire.finish("length") + DONE).finishReason())
        .isEqualTo(FinishReason.LENGTH);
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
        chat.read(CannedExchange.of("text/event-stream", broken, random.nextInt(1, 100)));
      } catch (ProviderException expected) {
        assertThat(expected.text()).as("seed %d", seed).startsWith("openai ");
      } catch (Throwable unexpected) {
        throw new AssertionError("seed " + seed + " round " + round, unexpected);
      }
    }
  }
}
