package dev.rung.server.provider.remote.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.provider.remote.LeavingSink;
import dev.rung.server.provider.remote.ProviderCase;
import dev.rung.server.scripted.GeminiWire;
import dev.rung.server.scripted.Replies;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real sockets. */
@Timeout(300)
class GeminiProviderTest extends ProviderCase {
  private static final String MODEL = "/v1beta/models/test-model";

  GeminiProviderTest() {
    super(server -> Calls.settings(ProviderKind.GEMINI, server.rootUrl()));
  }

  @Test
  void answersInOnePieceAndAsAStreamOverOneConnection() throws Exception {
    server.reply(Replies.gemini("Hel", "lo")).reply(Replies.gemini("Hel", "lo"));

    Completion unary = provider.generate(Calls.unary("Say hello"), sink);
    assertThat(server.lastRequest().path()).isEqualTo(MODEL + ":generateContent");
    Completion stream = provider.generate(Calls.streaming("Say hello"), sink);
    assertThat(server.lastRequest().path()).isEqualTo(MODEL + ":streamGenerateContent?alt=sse");

    assertThat(sink.chunks())
        .containsExactly(new Chunk.Delta("Hello"), new Chunk.Delta("Hel"), new Chunk.Delta("lo"));
    assertThat(unary.usage()).contains(new Usage(9, 0, 2, 0, false));
    assertThat(stream.usage()).contains(new Usage(9, 0, 2, 0, false));
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void sendsTheKeyInItsHeaderAndNotInTheUrl() throws Exception {
    server.reply(Replies.gemini("x"));

    provider.generate(Calls.unary("Hi"), sink);

    assertThat(server.lastRequest().header("x-goog-api-key")).contains(Calls.KEY);
    assertThat(server.lastRequest().header("Authorization")).isEmpty();
    assertThat(server.lastRequest().path()).doesNotContain("key");
  }

  @ParameterizedTest
  @CsvSource({"/v1beta", "/v1", "/proxy/v1alpha"})
  void takesABaseUrlThatNamesTheVersion(String path) throws Exception {
    server.reply(Replies.gemini("x"));

    try (Provider other =
        remote.create(Calls.settings(ProviderKind.GEMINI, server.rootUrl().resolve(path)))) {
      other.generate(Calls.unary("Hi"), sink);
    }

    assertThat(server.lastRequest().path()).isEqualTo(path + "/models/test-model:generateContent");
  }

  @Test
  void streamsALongAnswerThatNobodyAskedToStream() throws Exception {
    server.reply(Replies.gemini("a", "b"));

    provider.generate(Calls.of(65_536, Calls.unary("Hi")), sink);

    assertThat(server.lastRequest().path()).endsWith(":streamGenerateContent?alt=sse");
    assertThat(sink.text()).isEqualTo("ab");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "400 | INVALID_ARGUMENT | bad | | INVALID_REQUEST",
        "400 | INVALID_ARGUMENT | API key not valid. | {\"@type\":\"type.googleapis.com/"
            + "google.rpc.ErrorInfo\",\"reason\":\"API_KEY_INVALID\"} | AUTH",
        "400 | INVALID_ARGUMENT | The input token count (9) exceeds the maximum number of tokens"
            + " allowed (8). | | CONTEXT_TOO_LONG",
        "400 | FAILED_PRECONDITION | User location is not supported | | INVALID_REQUEST",
        "403 | PERMISSION_DENIED | no | | AUTH",
        "404 | NOT_FOUND | models/x is not found | | INVALID_REQUEST",
        "429 | RESOURCE_EXHAUSTED | Resource has been exhausted (e.g. check quota). |"
            + " | RATE_LIMITED",
        "429 | RESOURCE_EXHAUSTED | You exceeded your current quota |"
            + " {\"violations\":[{\"quotaId\":\"GenerateRequestsPerMinutePerProject\"}]}"
            + " | RATE_LIMITED",
        "429 | RESOURCE_EXHAUSTED | You exceeded your current quota |"
            + " {\"violations\":[{\"quotaId\":\"TokensPerMinute\"},"
            + "{\"quotaId\":\"GenerateRequestsPerDayPerProject\"}]} | QUOTA_EXHAUSTED",
        "429 | RESOURCE_EXHAUSTED | You exceeded your current quota | | QUOTA_EXHAUSTED",
        "500 | INTERNAL | oops | | UNAVAILABLE",
        "503 | UNAVAILABLE | The model is overloaded. | | OVERLOADED",
        "504 | DEADLINE_EXCEEDED | too slow | | TIMEOUT",
      })
  void understandsErrorsAloneAndInAList(
      int status, String name, String message, String details, FailureKind kind) {
    String error = GeminiWire.error(status, name, message, details == null ? "" : details);
    server.respond(status, error).respond(status, "[" + error + "]");

    ProviderException alone = failure(Calls.unary("Hi"));
    ProviderException listed = failure(Calls.streaming("Hi"));

    assertThat(alone.kind()).isEqualTo(kind);
    assertThat(listed.kind()).isEqualTo(kind);
    assertThat(alone.status()).hasValue(status);
    assertThat(alone).hasMessageContaining(message);
  }

  @Test
  void waitsAsLongAsTheBodySays() {
    server.respond(
        429,
        GeminiWire.error(
            429,
            "RESOURCE_EXHAUSTED",
            "You exceeded your current quota",
            "{\"violations\":[{\"quotaId\":\"RequestsPerMinute\"}]},"
                + "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\","
                + "\"retryDelay\":\"36.5s\"}"));

    ProviderException failure = failure(Calls.unary("Hi"));

    assertThat(failure.retryAfter()).contains(Duration.ofMillis(36_500));
    assertThat(failure)
        .hasMessageStartingWith("gemini answered 429 (quota_per_minute): You exceeded");
  }

  @Test
  void tellsABlockedPromptFromAnAnswer() {
    server.reply(Replies.respond(200, GeminiWire.blocked("SAFETY")));

    assertThat(failure(Calls.unary("Hi")).kind()).isEqualTo(FailureKind.CONTENT_FILTERED);
  }

  @Test
  void callsAStreamCutThatBreaksOrEndsEarlyButNotOneThatBreaksAfterItsFinishReason()
      throws Exception {
    server
        .reply(Replies.events(GeminiWire.text("a", 1)))
        .reply(Replies.eventsThenCut(GeminiWire.text("b", 1)))
        .reply(Replies.eventsThenCut(GeminiWire.text("c", 1), GeminiWire.finish("STOP", 1)));

    assertThat(failure(Calls.streaming("Hi")).kind()).isEqualTo(FailureKind.BAD_RESPONSE);
    assertThat(failure(Calls.streaming("Hi")).kind()).isEqualTo(FailureKind.UNAVAILABLE);
    provider.generate(Calls.streaming("Hi"), sink);
    assertThat(sink.text()).isEqualTo("abc");
  }

  @Test
  void saysWhatWasCountedBeforeTheCallerLeaves() throws Exception {
    server.reply(Replies.eventsThenHang(GeminiWire.text("a", 1)));

    assertThatThrownBy(() -> provider.generate(Calls.streaming("Hi"), new LeavingSink(sink)))
        .isInstanceOf(CallerGoneException.class);

    assertThat(sink.counted()).containsExactly(new Usage(9, 0, 1, 0, true));
    server.awaitClientGone(BOUND);
  }

  @Test
  void asksNobodyForWhatCannotBeAsked() {
    Prompt systemOnly = Prompt.ofMessages(List.of(Message.of(Role.SYSTEM, "Be.")));
    Sampling manyStops =
        new Sampling(
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            List.of("1", "2", "3", "4", "5", "6"));

    assertThat(failure(Calls.call(systemOnly, Sampling.DEFAULT, false)).kind())
        .isEqualTo(FailureKind.INVALID_REQUEST);
    assertThat(failure(Calls.call(Prompt.ofUser("Hi"), manyStops, false)).kind())
        .isEqualTo(FailureKind.INVALID_REQUEST);
    assertThat(server.connections()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/gif", "image/bmp", "image/svg+xml"})
  void asksNobodyAboutAnImageOfATypeThatIsNotTaken(String type) {
    Part image = new Part.ImageBytes(new byte[] {1}, type);
    Prompt prompt = Prompt.ofMessages(List.of(new Message(Role.USER, List.of(image))));

    assertThat(failure(Calls.call(prompt, Sampling.DEFAULT, false)))
        .hasMessage("gemini cannot be asked: an image must be a PNG, JPEG, WebP, HEIC or HEIF");
    assertThat(server.connections()).isZero();
  }

  @Test
  void listsModelsWhichChecksTheKey() throws Exception {
    server
        .respond(200, "{\"models\":[{\"name\":\"models/gemini-a\"},{\"name\":\"tuned/b\"}]}")
        .respond(
            400,
            GeminiWire.error(
                400, "INVALID_ARGUMENT", "API key not valid.", "{\"reason\":\"API_KEY_INVALID\"}"));
    ProviderSettings settings = Calls.settings(ProviderKind.GEMINI, server.rootUrl());

    assertThat(remote.models(settings, BOUND))
        .extracting(model -> model.id())
        .containsExactly("gemini-a", "tuned/b");
    assertThat(server.lastRequest().path()).isEqualTo("/v1beta/models?pageSize=1000");
    assertThatThrownBy(() -> remote.models(settings, BOUND))
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.AUTH));
  }

  private ProviderException failure(Call call) {
    ProviderException failure =
        catchThrowableOfType(ProviderException.class, () -> provider.generate(call, sink));
    assertThat(failure).isNotNull();
    return failure;
  }
}
