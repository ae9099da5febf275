package dev.rung.server.provider.remote.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.provider.remote.CollectingSink;
import dev.rung.server.provider.remote.Golden;
import dev.rung.server.provider.remote.LeavingSink;
import dev.rung.server.provider.remote.ProviderCase;
import dev.rung.server.scripted.AnthropicWire;
import dev.rung.server.scripted.ReceivedRequest;
import dev.rung.server.scripted.Replies;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
class AnthropicProviderTest extends ProviderCase {
  AnthropicProviderTest() {
    super(server -> Calls.settings(ProviderKind.ANTHROPIC, server.rootUrl()));
  }

  @Test
  void answersInOnePieceAndAsAStreamOverOneConnection() throws Exception {
    server.reply(Replies.anthropic("Hel", "lo")).reply(Replies.anthropic("Hel", "lo"));

    Completion unary = provider.generate(Calls.unary("Say hello"), sink);
    Completion stream = provider.generate(Calls.streaming("Say hello"), sink);

    assertThat(sink.chunks())
        .containsExactly(new Chunk.Delta("Hello"), new Chunk.Delta("Hel"), new Chunk.Delta("lo"));
    assertThat(unary.usage()).contains(new Usage(9, 0, 2, 0, false));
    assertThat(stream.usage()).contains(new Usage(9, 0, 2, 0, false));
    assertThat(stream.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void sendsKeyAndVersionInTheirHeaders() throws Exception {
    server.reply(Replies.anthropic("x"));

    provider.generate(Calls.unary("Hi"), sink);

    ReceivedRequest request = server.lastRequest();
    assertThat(request.path()).isEqualTo("/v1/messages");
    assertThat(request.header("x-api-key")).contains(Calls.KEY);
    assertThat(request.header("anthropic-version")).contains("2023-06-01");
    assertThat(request.header("Authorization")).isEmpty();
    assertThat(request.header("Content-Type").orElseThrow()).startsWith("application/json");
  }

  @Test
  void asksForTheVersionOfTheSettingsWithoutSamplingParametersAndSaysSo() throws Exception {
    server.reply(Replies.anthropic("x"));
    Sampling sampling =
        new Sampling(
            OptionalInt.empty(),
            OptionalDouble.of(0.5),
            OptionalDouble.of(0.9),
            OptionalLong.empty(),
            List.of());

    try (Provider newer = remote.create(versioned("2026-10-21"))) {
      Completion completion =
          newer.generate(Calls.call(Prompt.ofUser("Hi"), sampling, false), sink);

      assertThat(completion.notes()).hasSize(2);
    }

    assertThat(server.lastRequest().header("anthropic-version")).contains("2026-10-21");
    assertThat(server.lastRequest().body()).doesNotContain("temperature").doesNotContain("top_p");
  }

  @Test
  void takesABaseUrlThatNamesTheVersionOfThePath() throws Exception {
    server.reply(Replies.anthropic("x"));

    try (Provider other = remote.create(Calls.settings(ProviderKind.ANTHROPIC, server.baseUrl()))) {
      other.generate(Calls.unary("Hi"), sink);
    }

    assertThat(server.lastRequest().path()).isEqualTo("/v1/messages");
  }

  @Test
  void streamsALongAnswerThatNobodyAskedToStream() throws Exception {
    server.reply(Replies.anthropic("a", "b"));

    provider.generate(Calls.of(32_000, Calls.unary("Hi")), sink);

    assertThat(server.lastRequest().says("\"stream\":true")).isTrue();
    assertThat(sink.text()).isEqualTo("ab");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | invalid_request_error | prompt is too long: 9 tokens > 8 maximum | CONTEXT_TOO_LONG",
        "400 | invalid_request_error | input length and `max_tokens` exceed context limit: 1"
            + " | CONTEXT_TOO_LONG",
        "413 | request_too_large | Request exceeds the maximum size | CONTEXT_TOO_LONG",
        "400 | invalid_request_error | Your credit balance is too low to access | QUOTA_EXHAUSTED",
        "400 | invalid_request_error | You have reached your specified API usage limits."
            + " | QUOTA_EXHAUSTED",
        "400 | invalid_request_error | max_tokens: too many | INVALID_REQUEST",
        "401 | authentication_error | invalid x-api-key | AUTH",
        "402 | billing_error | pay | QUOTA_EXHAUSTED",
        "403 | permission_error | no | AUTH",
        "404 | not_found_error | model: x | INVALID_REQUEST",
        "429 | rate_limit_error | slow down | RATE_LIMITED",
        "500 | api_error | Internal server error | UNAVAILABLE",
        "504 | timeout_error | too slow | TIMEOUT",
        "529 | overloaded_error | Overloaded | OVERLOADED",
      })
  void understandsErrors(int status, String type, String message, FailureKind kind) {
    server.respond(status, AnthropicWire.error(type, message));

    ProviderException failure = failure(Calls.unary("Hi"));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.status()).hasValue(status);
    assertThat(failure).hasMessageStartingWith("anthropic answered " + status + " (" + type);
  }

  @Test
  void tellsAReachedSpendLimitFromARateLimit() {
    server.respond(
        429,
        "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"limit\","
            + "\"details\":{\"error_code\":\"enforced_spend_limit_reached\"}}}");

    assertThat(failure(Calls.unary("Hi")).kind()).isEqualTo(FailureKind.QUOTA_EXHAUSTED);
  }

  @Test
  void waitsAsLongAsItIsTold() {
    server.respond(
        429, Map.of("retry-after", "12"), AnthropicWire.error("rate_limit_error", "slow"));

    assertThat(failure(Calls.unary("Hi")).retryAfter()).contains(Duration.ofSeconds(12));
  }

  @Test
  void failsBeforeAnyOutputWhenAnErrorIsTheFirstEvent() {
    server.reply(Replies.events(AnthropicWire.errorEvent("overloaded_error", "Overloaded")));

    ProviderException failure = failure(Calls.streaming("Hi"));

    assertThat(failure.kind()).isEqualTo(FailureKind.OVERLOADED);
    assertThat(failure.usage()).isEmpty();
    assertThat(sink.chunks()).isEmpty();
    assertThat(sink.counted()).isEmpty();
  }

  @Test
  void callsAStreamCutThatEndsCleanlyButWithoutItsLastEvent() {
    server
        .reply(Replies.events(AnthropicWire.start(5, 0, 0), AnthropicWire.text(0, "a")))
        .reply(
            Replies.events(
                AnthropicWire.start(5, 0, 0),
                AnthropicWire.text(0, "b"),
                AnthropicWire.end("end_turn", 7)))
        .reply(Replies.eventsThenCut(AnthropicWire.start(5, 0, 0), AnthropicWire.text(0, "c")));

    assertThat(failure(Calls.streaming("Hi")).kind()).isEqualTo(FailureKind.BAD_RESPONSE);
    assertThat(failure(Calls.streaming("Hi")).usage()).contains(new Usage(5, 0, 7, 0, false));
    assertThat(failure(Calls.streaming("Hi")).kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(sink.text()).isEqualTo("abc");
  }

  @Test
  void saysWhatWasCountedBeforeTheCallerLeaves() throws Exception {
    server.reply(
        Replies.eventsThenHang(AnthropicWire.start(100, 0, 50), AnthropicWire.text(0, "a")));

    assertThatThrownBy(() -> provider.generate(Calls.streaming("Hi"), new LeavingSink(sink)))
        .isInstanceOf(CallerGoneException.class);

    assertThat(sink.counted()).containsExactly(new Usage(150, 50, 1, 0, true));
    server.awaitClientGone(BOUND);
  }

  @Test
  void pingsAndTheStartAreNoFirstOutput() throws Exception {
    server.reply(exchange -> {
      exchange.startEvents();
      exchange.write(AnthropicWire.start(1, 0, 0) + AnthropicWire.PING);
      exchange.hang(clock::pass);
    });
    Call call = Calls.beginningWithin(Duration.ofMillis(150), clock, Calls.streaming("Hi"));

    assertThat(failure(call)).hasMessageContaining("no output");
    server.awaitClientGone(BOUND);
  }

  @Test
  void asksNobodyForWhatCannotBeAsked() {
    Prompt systemOnly = Prompt.ofMessages(List.of(Message.of(Role.SYSTEM, "Be.")));
    Sampling blankStop =
        new Sampling(
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            List.of("\n\n"));

    Call forced = Calls.call(Golden.conversation(), Sampling.DEFAULT, false);

    assertThat(failure(Calls.to("claude-opus-5-5", forced)))
        .hasMessage("anthropic cannot make this model call a tool");
    assertThat(failure(Calls.call(systemOnly, Sampling.DEFAULT, false)).kind())
        .isEqualTo(FailureKind.INVALID_REQUEST);
    assertThat(failure(Calls.call(Prompt.ofUser("Hi"), blankStop, false)).kind())
        .isEqualTo(FailureKind.INVALID_REQUEST);
    assertThat(server.connections()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/bmp", "image/svg+xml", "image/heic", "application/pdf"})
  void asksNobodyAboutAnImageOfATypeThatIsNotTaken(String type) {
    Part image = new Part.ImageBytes(new byte[] {1}, type);
    Prompt prompt = Prompt.ofMessages(List.of(new Message(Role.USER, List.of(image))));

    assertThat(failure(Calls.call(prompt, Sampling.DEFAULT, false)))
        .hasMessage("anthropic cannot be asked: an image must be a JPEG, PNG, GIF or WebP");
    assertThat(server.connections()).isZero();
  }

  @Test
  void saysInWhichOtherWayTheCallWasPut() throws Exception {
    server.reply(Replies.anthropic("{}"));
    Prompt prompt =
        new Prompt(
            List.of(
                Message.of(Role.USER, "Hi"),
                Message.of(Role.SYSTEM, "Be."),
                Message.of(Role.USER, "Go on")),
            List.of(),
            new ToolChoice.Auto(),
            Optional.of("{\"type\":\"object\"}"));

    Completion completion =
        provider.generate(Calls.call(prompt, Sampling.DEFAULT, false), new CollectingSink());

    assertThat(completion.notes())
        .containsExactly(
            "system messages were put before the conversation: model takes none in it",
            "the JSON schema was told to model, which cannot be held to it");
  }

  @Test
  void listsModelsWhichChecksTheKey() throws Exception {
    server
        .reply(Replies.openAiModels("claude-a", "claude-b"))
        .respond(401, AnthropicWire.error("authentication_error", "invalid x-api-key"));
    ProviderSettings settings = Calls.settings(ProviderKind.ANTHROPIC, server.rootUrl());

    assertThat(remote.models(settings, BOUND))
        .extracting(model -> model.id())
        .containsExactly("claude-a", "claude-b");
    assertThat(server.lastRequest().path()).isEqualTo("/v1/models?limit=1000");
    assertThat(server.lastRequest().header("x-api-key")).contains(Calls.KEY);
    assertThatThrownBy(() -> remote.models(settings, BOUND))
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.AUTH));
  }

  private ProviderSettings versioned(String version) {
    ProviderSettings usual = Calls.settings(ProviderKind.ANTHROPIC, server.rootUrl());
    return new ProviderSettings(
        usual.name(),
        usual.kind(),
        URI.create(usual.baseUrl().toString()),
        usual.keys(),
        Optional.of(version),
        usual.timeouts(),
        usual.maxResponseBytes(),
        usual.transport());
  }

  private ProviderException failure(Call call) {
    ProviderException failure =
        catchThrowableOfType(ProviderException.class, () -> provider.generate(call, sink));
    assertThat(failure).isNotNull();
    return failure;
  }
}
