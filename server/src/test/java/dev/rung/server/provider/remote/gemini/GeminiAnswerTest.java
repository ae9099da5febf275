package dev.rung.server.provider.remote.gemini;

import static dev.rung.server.scripted.GeminiWire.event;
import static dev.rung.server.scripted.GeminiWire.finish;
import static dev.rung.server.scripted.GeminiWire.parts;
import static dev.rung.server.scripted.GeminiWire.text;
import static dev.rung.server.scripted.GeminiWire.whole;
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
import dev.rung.server.provider.remote.Golden;
import dev.rung.server.provider.remote.wire.CannedExchange;
import dev.rung.server.provider.remote.wire.FailureTable;
import dev.rung.server.provider.remote.wire.Failures;
import dev.rung.server.provider.remote.wire.HttpExchange;
import dev.rung.server.scripted.GeminiWire;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of response that the server sends, and some that it should not. */
class GeminiAnswerTest {
  private static final String TEXT = "\"content\":{\"parts\":[{\"text\":\"a\"}]},";

  private final ProviderSettings settings =
      Calls.settings(ProviderKind.GEMINI, URI.create("http://127.0.0.1:1"));
  private CollectingSink sink = new CollectingSink();

  @Test
  void readsAStreamWhereverItIsCut() throws Exception {
    byte[] all = GeminiWire.stream("grü", "ße ", "😀").getBytes(StandardCharsets.UTF_8);
    for (int size : new int[] {1, 2, 3, 7, 64, 100_000}) {
      sink = new CollectingSink();

      Completion completion = read(CannedExchange.of("text/event-stream", all, size));

      assertThat(sink.text()).isEqualTo("grüße 😀");
      assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
      assertThat(completion.usage()).contains(new Usage(9, 0, 3, 0, false));
      assertThat(completion.requestId()).contains("resp-1");
    }
  }

  @Test
  void callsAStreamCutThatEndsWithoutAFinishReason() {
    ProviderException cut = failure(CannedExchange.events(text("a", 1) + text("b", 2)));

    assertThat(cut.kind()).isEqualTo(FailureKind.BAD_RESPONSE);
    assertThat(cut).hasMessageContaining("cut");
    assertThat(cut.usage()).contains(new Usage(9, 0, 2, 0, true));
    assertThat(sink.text()).isEqualTo("ab");
  }

  @Test
  void takesTheLastCountsAndAddsThoughtsAndWhatToolsBrought() throws Exception {
    Completion completion =
        stream(
            text("a", 100)
                + event(
                    whole(
                        "{\"finishReason\":\"STOP\"}",
                        "{\"promptTokenCount\":10,\"cachedContentTokenCount\":4,"
                            + "\"toolUsePromptTokenCount\":5,\"candidatesTokenCount\":7,"
                            + "\"thoughtsTokenCount\":20,\"totalTokenCount\":42}")));

    assertThat(completion.usage()).contains(new Usage(15, 4, 27, 20, false));
    assertThat(sink.counted())
        .containsExactly(new Usage(9, 0, 100, 0, true), new Usage(15, 4, 27, 20, false));
  }

  @Test
  void readsCountsThatComeAfterTheFinishReason() throws Exception {
    Completion completion =
        stream(
            parts("{\"text\":\"a\"}")
                + event("{\"candidates\":[{\"finishReason\":\"STOP\"}]}")
                + event("{\"usageMetadata\":{\"promptTokenCount\":3,\"candidatesTokenCount\":2}}"));

    assertThat(completion.usage()).contains(new Usage(3, 0, 2, 0, false));
  }

  @Test
  void knowsNoUsageWhereNothingWasCounted() throws Exception {
    assertThat(
            read(CannedExchange.json(whole("{" + TEXT + "\"finishReason\":\"STOP\"}", "{}")))
                .usage())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, STOP",
    "MAX_TOKENS, LENGTH",
    "SAFETY, CONTENT_FILTER",
    "RECITATION, CONTENT_FILTER",
    "BLOCKLIST, CONTENT_FILTER",
    "PROHIBITED_CONTENT, CONTENT_FILTER",
    "SPII, CONTENT_FILTER",
    "IMAGE_SAFETY, CONTENT_FILTER",
    "LANGUAGE, STOP",
    "OTHER, STOP",
    "FINISH_REASON_UNSPECIFIED, STOP",
    "ESCALATION, STOP",
  })
  void toleratesEveryFinishReason(String reason, FinishReason expected) throws Exception {
    assertThat(stream(text("a", 1) + finish(reason, 1)).finishReason()).isEqualTo(expected);
    assertThat(
            read(CannedExchange.json(
                    whole("{" + TEXT + "\"finishReason\":\"" + reason + "\"}", "{}")))
                .finishReason())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MALFORMED_FUNCTION_CALL",
        "UNEXPECTED_TOOL_CALL",
        "TOO_MANY_TOOL_CALLS",
        "MISSING_THOUGHT_SIGNATURE",
        "MALFORMED_RESPONSE"
      })
  void failsWhereTheModelMadeACallThatIsNone(String reason) {
    ProviderException failure = failure(CannedExchange.events(finish(reason, 3)));

    assertThat(failure.kind()).isEqualTo(FailureKind.BAD_RESPONSE);
    assertThat(failure).hasMessageContaining(reason);
    assertThat(failure.usage()).contains(new Usage(9, 0, 3, 0, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SAFETY", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "NEW_REASON"})
  void takesABlockedPromptForFiltered(String reason) {
    ProviderException unary = failure(CannedExchange.json(GeminiWire.blocked(reason)));
    ProviderException stream = failure(CannedExchange.events(event(GeminiWire.blocked(reason))));

    assertThat(unary.kind()).isEqualTo(FailureKind.CONTENT_FILTERED);
    assertThat(stream.kind()).isEqualTo(FailureKind.CONTENT_FILTERED);
    assertThat(stream).hasMessage("gemini does not answer this prompt (" + reason + ")");
    assertThat(stream.usage().orElseThrow().inputTokens()).isEqualTo(7);
  }

  @Test
  void hearsHowLongToWaitFromAnErrorUnderStatus200() {
    String error =
        "{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\",\"message\":\"slow down\","
            + "\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\","
            + "\"retryDelay\":\"2.5s\"}]}}";

    ProviderException failure = failure(CannedExchange.events(event(error)));

    assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(failure.retryAfter()).contains(Duration.ofMillis(2_500));
  }

  @Test
  void keepsThoughtsOutOfTheAnswer() throws Exception {
    stream(
        parts("{\"text\":\"hm\",\"thought\":true}")
            + parts("{\"text\":\"a\"},{\"text\":\"b\",\"thoughtSignature\":\"xyz\"}")
            + finish("STOP", 1));

    assertThat(sink.chunks()).containsExactly(new Chunk.Delta("ab"));
  }

  @Test
  void givesCallsWithoutIdsIdsThatNoOtherCallOfTheConversationHas() throws Exception {
    String stream =
        parts(
                "{\"functionCall\":{\"name\":\"find\",\"args\":{\"at\":\"Oslo\"}},"
                    + "\"thoughtSignature\":\"s\"},{\"functionCall\":{\"name\":\"list\"}}")
            + parts("{\"functionCall\":{\"id\":\"own\",\"name\":\"list\",\"args\":null}}")
            + finish("STOP", 9);

    Completion completion = read(CannedExchange.events(stream), Golden.conversation());

    assertThat(completion.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(sink.toolCalls()).containsExactly("call_2 find", "call_3 list", "own list");
    assertThat(sink.arguments(0)).isEqualTo("{\"at\":\"Oslo\"}");
    assertThat(sink.arguments(1)).isEqualTo("{}");
    assertThat(sink.arguments(2)).isEqualTo("{}");
  }

  @Test
  void readsTheFirstOfSeveralCandidates() throws Exception {
    read(
        CannedExchange.json(
            whole(
                "{"
                    + TEXT
                    + "\"finishReason\":\"STOP\"},"
                    + "{\"content\":{\"parts\":[{\"text\":\"b\"}]},\"finishReason\":\"SAFETY\"}",
                "{}")));

    assertThat(sink.text()).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource({
    "503, UNAVAILABLE, OVERLOADED",
    "500, INTERNAL, UNAVAILABLE",
    "429, RESOURCE_EXHAUSTED, RATE_LIMITED",
    "504, DEADLINE_EXCEEDED, TIMEOUT",
  })
  void findsAnErrorUnderStatus200(int code, String status, FailureKind kind) {
    String error = event(GeminiWire.error(code, status, "no", ""));

    assertThat(failure(CannedExchange.events(error)).kind()).isEqualTo(kind);
    assertThat(sink.chunks()).isEmpty();
    ProviderException late = failure(CannedExchange.events(text("a", 1) + error));
    assertThat(late.kind()).isEqualTo(kind);
    assertThat(late.usage()).contains(new Usage(9, 0, 1, 0, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{\"candidates\":", "[]", "{}", "{\"candidates\":[]}"})
  void refusesWhatIsNoAnswer(String body) {
    assertThat(failure(CannedExchange.json(body)).kind()).isEqualTo(FailureKind.BAD_RESPONSE);
  }

  @Test
  void refusesAnEmptyAnswerButNotOneThatThoughtsAteUp() throws Exception {
    assertThat(failure(CannedExchange.events(finish("STOP", 1))).kind())
        .isEqualTo(FailureKind.BAD_RESPONSE);
    assertThat(stream(finish("MAX_TOKENS", 64)).finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(stream(finish("SAFETY", 1)).finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
  }

  private Completion stream(String events) throws Exception {
    return read(CannedExchange.events(events));
  }

  private Completion read(HttpExchange exchange) throws Exception {
    return read(exchange, Prompt.ofUser("Hi"));
  }

  private Completion read(HttpExchange exchange, Prompt prompt) throws Exception {
    Failures failures = new Failures(settings, FailureTable.COMMON, InstantSource.system());
    return new GeminiAnswer(exchange, prompt, sink, failures).read(true);
  }

  private ProviderException failure(HttpExchange exchange) {
    ProviderException failure = catchThrowableOfType(ProviderException.class, () -> read(exchange));
    assertThat(failure).isNotNull();
    return failure;
  }
}
