package dev.rung.server.provider.remote.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.Timeouts;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.provider.remote.CollectingSink;
import dev.rung.server.provider.remote.OtherThread;
import dev.rung.server.provider.remote.RemoteProviders;
import dev.rung.server.provider.remote.wire.CannedExchange;
import dev.rung.server.scripted.Dialect;
import dev.rung.server.scripted.Fault;
import dev.rung.server.scripted.OpenAiWire;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when providers fail, over real sockets. */
@Timeout(60)
class OpenAiFaultsTest {
  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private final ScriptedProvider server = ScriptedProvider.start();
  private final RemoteProviders remote =
      RemoteProviders.start(InstantSource.fixed(NOW), System::nanoTime);
  private Provider provider = provider(ProviderKind.OPENAI);
  private final CollectingSink sink = new CollectingSink();

  @AfterEach
  void close() {
    provider.close();
    remote.close();
    server.close();
  }

  @Test
  void saysStatusCodeAndAnExcerptAndHowLongToWait() {
    server.respond(
        429,
        Map.of("Retry-After", "Fri, 20 Nov 2026 10:00:07 GMT"),
        OpenAiWire.error("requests", "rate_limit_exceeded", "Rate limit reached\nfor x"));

    ProviderException failure = failure(Calls.unary("Hi"));

    assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(failure.status()).hasValue(429);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(failure)
        .hasMessage("openai answered 429 (rate_limit_exceeded): Rate limit reached for x");
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "503, false, false",
    "503, FALSE, false",
    "408, true, true",
    "408, ' True ', true",
    "503, maybe, ",
    "503, '', "
  })
  void readsWhetherTheCallIsWorthRepeating(int status, String header, Boolean repeat) {
    server.respond(status, Map.of("x-should-retry", header), OpenAiWire.error("x", "y", "not now"));

    assertThat(failure(Calls.unary("Hi")).repeat()).isEqualTo(Optional.ofNullable(repeat));
  }

  @Test
  void keepsWhatIsSaidOfARepetitionBesideTheWait() {
    server.respond(
        503,
        Map.of("x-should-retry", "false", "retry-after", "7"),
        OpenAiWire.error("x", "y", "not now"));

    ProviderException failure = failure(Calls.unary("Hi"));

    assertThat(failure.repeat()).contains(false);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
  }

  @Test
  void neverShowsKeyPromptOrPage() {
    server
        .respond(401, OpenAiWire.error("x", "invalid_api_key", "Incorrect key: " + Calls.KEY))
        .respond(400, OpenAiWire.error("x", "y", "Invalid: 'tell me about the secret plan'"))
        .respond(502, Map.of("Content-Type", "text/html"), "<html>secret</html>");

    assertThat(failure(Calls.unary("Hi")))
        .hasMessage("openai answered 401 (invalid_api_key): Incorrect key: [redacted]");
    assertThat(failure(Calls.unary("Please tell me about the secret plan.")))
        .hasMessage("openai answered 400 (y): (its message quotes the prompt)");
    assertThat(failure(Calls.unary("Hi"))).hasMessage("openai answered 502: an HTML page");
  }

  @ParameterizedTest
  @CsvSource({
    "oai-error-400.http, INVALID_REQUEST", "oai-error-401.http, AUTH",
    "oai-error-context.http, CONTEXT_TOO_LONG", "oai-error-badjson.http, UNAVAILABLE",
    "404.http, INVALID_REQUEST"
  })
  void understandsCapturedErrors(String capture, FailureKind kind) {
    CannedExchange captured = CannedExchange.captured(capture, 100);
    server.respond(captured.status(), captured.text());

    assertThat(failure(Calls.streaming("Hi")).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "TOGETHER, 403, '', 'prompt and max_tokens exceed the limit', CONTEXT_TOO_LONG",
    "TOGETHER, 402, '', 'spend cap', QUOTA_EXHAUSTED",
    "FIREWORKS, 412, '', 'account suspended', QUOTA_EXHAUSTED",
    "GLM, 429, 1113, 'in arrears', QUOTA_EXHAUSTED",
    "GLM, 429, 1302, 'too many', RATE_LIMITED",
    "GLM, 429, 1112, 'locked', AUTH",
    "GLM, 400, 1301, 'sensitive', CONTENT_FILTERED",
    "GLM, 400, 1261, 'too long', CONTEXT_TOO_LONG",
    "GLM, 200, 1305, 'busy', RATE_LIMITED",
    "GLM, 434, '', 'no permission', AUTH",
    "QWEN, 429, Throttling.RateQuota, x, RATE_LIMITED",
    "QWEN, 429, insufficient_quota, 'tokens per minute', RATE_LIMITED",
    "QWEN, 403, Arrearage, 'account', QUOTA_EXHAUSTED",
    "QWEN, 400, data_inspection_failed, 'no', CONTENT_FILTERED",
    "OPENAI, 429, insufficient_quota, 'no money', QUOTA_EXHAUSTED",
    "HUGGINGFACE, 402, '', 'monthly credits', QUOTA_EXHAUSTED"
  })
  void classifiesByTheProvidersOwnWays(
      ProviderKind kind, int status, String code, String message, FailureKind expected) {
    provider.close();
    provider = provider(kind);
    server.respond(status, OpenAiWire.error("", code, message));

    assertThat(failure(Calls.unary("Hi")).kind()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "QWEN | {\"error\":{\"code\":\"data_inspection_failed\",\"message\":\"no\"}} |"
            + " CONTENT_FILTERED",
        "QWEN | {\"error\":{\"code\":\"Throttling.RateQuota\",\"message\":\"slow\"}} |"
            + " RATE_LIMITED",
        "QWEN | {\"code\":\"Arrearage\",\"message\":\"pay\",\"request_id\":\"r\"} |"
            + " QUOTA_EXHAUSTED",
        "GLM | {\"error\":{\"code\":\"1302\",\"message\":\"slow\"}} | RATE_LIMITED",
        "GLM | {\"error\":{\"code\":\"1113\",\"message\":\"pay\"}} | QUOTA_EXHAUSTED",
        "TOGETHER | {\"error\":{\"message\":\"x\",\"code\":503}} | OVERLOADED",
        "HUGGINGFACE | {\"error\":\"Model is overloaded\"} | OVERLOADED",
      })
  void understandsWhatStandsInAStreamAsItsFirstEventAndLater(
      ProviderKind kind, String error, FailureKind expected) {
    provider.close();
    provider = provider(kind);
    server.reply(Replies.openAiErrorAfter(error)).reply(Replies.openAiErrorAfter(error, "a"));

    assertThat(failure(Calls.streaming("Hi")).kind()).isEqualTo(expected);
    assertThat(sink.chunks()).isEmpty();
    assertThat(failure(Calls.streaming("Hi")).kind()).isEqualTo(expected);
    assertThat(sink.text()).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource({
    "FIREWORKS, 4096, false",
    "FIREWORKS, 4097, true",
    "QWEN, 1, true",
    "TOGETHER, 30000, false",
    "OPENAI, 30000, false"
  })
  void streamsByItselfWhatIsGivenOnlyAsAStream(ProviderKind kind, int maxTokens, boolean streams)
      throws Exception {
    provider.close();
    provider = provider(kind);
    server.openAi("a", "b");

    provider.generate(Calls.of(maxTokens, Calls.unary("Hi")), sink);

    assertThat(server.lastRequest().says("\"stream\":true")).isEqualTo(streams);
    assertThat(sink.text()).isEqualTo("ab");
  }

  @Test
  void failsAfterPartOfAnAnswerWhateverTheWay() {
    server
        .reply(Replies.openAiCut("a"))
        .reply(Replies.openAiWithoutEnd("b"))
        .reply(Replies.openAiErrorAfter(OpenAiWire.error("overloaded_error", "", "busy"), "c"));

    assertThat(failure(Calls.streaming("Hi")).kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(failure(Calls.streaming("Hi")).kind()).isEqualTo(FailureKind.BAD_RESPONSE);
    assertThat(failure(Calls.streaming("Hi")).kind()).isEqualTo(FailureKind.OVERLOADED);
    assertThat(sink.text()).isEqualTo("abc");
  }

  @Test
  void knowsHowLongAnAnswerInOnePieceIsThatBreaksOrIsNonsense() {
    String[] pieces = {"many words that were made and are billed"};
    server
        .reply(Fault.SHORT_BODY.of(Dialect.OPENAI, pieces))
        .reply(Fault.MALFORMED_JSON.of(Dialect.OPENAI, pieces))
        .reply(Fault.PAGE_UNDER_OK.of(Dialect.OPENAI, pieces))
        .reply(Fault.ERROR_UNDER_OK.of(Dialect.OPENAI, pieces));

    ProviderException broken = failure(Calls.unary("Hi"));
    ProviderException nonsense = failure(Calls.unary("Hi"));
    ProviderException page = failure(Calls.unary("Hi"));
    ProviderException error = failure(Calls.unary("Hi"));

    assertThat(broken.unread()).isEqualTo(OpenAiWire.unary(pieces).length());
    assertThat(nonsense.unread()).isPositive();
    assertThat(page.unread()).isZero();
    assertThat(error.unread()).isZero();
  }

  @Test
  void acceptsAnAnswerWhoseConnectionBreaksAfterTheFinishReason() throws Exception {
    server.reply(exchange -> {
      exchange.startEvents();
      exchange.write(OpenAiWire.delta("a") + OpenAiWire.finish("stop"));
      exchange.cut();
    });

    provider.generate(Calls.streaming("Hi"), sink);

    assertThat(sink.text()).isEqualTo("a");
  }

  @Test
  void closesTheConnectionWhenTheCallerIsGone() throws Exception {
    server.reply(Replies.openAiStalled("a", "b"));
    ChunkSink gone =
        new ChunkSink() {
          @Override
          public void accept(Chunk chunk) throws CallerGoneException {
            throw new CallerGoneException("hung up");
          }

          @Override
          public boolean committed() {
            return false;
          }
        };

    assertThatThrownBy(() -> provider.generate(Calls.streaming("Hi"), gone))
        .isInstanceOf(CallerGoneException.class);

    server.awaitClientGone(Duration.ofSeconds(1));
  }

  @Test
  void closesTheConnectionWhenItsThreadIsInterruptedAmidTheStream() throws Exception {
    server.reply(Replies.openAiStalled("a"));
    CountDownLatch first = new CountDownLatch(1);
    ChunkSink counting =
        new ChunkSink() {
          @Override
          public void accept(Chunk chunk) {
            first.countDown();
          }

          @Override
          public boolean committed() {
            return true;
          }
        };
    OtherThread caller = OtherThread.does(() -> provider.generate(Calls.streaming("Hi"), counting));
    assertThat(first.await(BOUND.toMillis(), TimeUnit.MILLISECONDS)).isTrue();

    caller.interrupt();

    server.awaitClientGone(Duration.ofSeconds(1));
    assertThat(caller.thrown(BOUND)).isInstanceOf(InterruptedException.class);
  }

  @Test
  void handsOnADeltaBeforeTheNextOneIsThere() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    server.reply(exchange -> {
      exchange.startEvents();
      exchange.write(OpenAiWire.delta("a"));
      if (seen.await(BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
        exchange.write(OpenAiWire.delta("b") + OpenAiWire.finish("stop") + OpenAiWire.DONE);
      }
      exchange.finish();
    });
    ChunkSink counting =
        new ChunkSink() {
          @Override
          public void accept(Chunk chunk) {
            sink.accept(chunk);
            seen.countDown();
          }

          @Override
          public boolean committed() {
            return true;
          }
        };

    provider.generate(Calls.streaming("Hi"), counting);

    assertThat(sink.text()).isEqualTo("ab");
  }

  @Test
  void readsAStreamThatComesByteByByte() throws Exception {
    server.reply(exchange -> {
      exchange.startEvents();
      exchange.writeSlowly(
          OpenAiWire.delta("grüße 😀") + OpenAiWire.finish("stop") + OpenAiWire.DONE,
          Duration.ZERO);
      exchange.finish();
    });

    provider.generate(Calls.streaming("Hi"), sink);

    assertThat(sink.text()).isEqualTo("grüße 😀");
  }

  @Test
  void startUpEventsAndCommentsAreNoFirstOutput() throws Exception {
    server.reply(exchange -> {
      exchange.startEvents();
      exchange.write(OpenAiWire.start());
      while (true) {
        exchange.write(": waiting\n\n");
        exchange.pause(Duration.ofMillis(5));
      }
    });
    Call patient = Calls.streaming("Hi");
    Call call =
        new Call(
            patient.model(),
            patient.prompt(),
            patient.sampling(),
            patient.maxTokens(),
            true,
            Calls.within(Duration.ofMillis(150), patient).deadline(),
            patient.deadline());

    ProviderException failure = failure(call);

    assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(failure).hasMessageContaining("no output");
    server.awaitClientGone(BOUND);
  }

  @Test
  void refusesATokenOf100MegabytesLongBeforeItsEnd() throws Exception {
    provider.close();
    provider =
        remote.create(
            Calls.settings(
                ProviderKind.OPENAI, server.baseUrl(), Timeouts.DEFAULT, Integer.MAX_VALUE));
    server.reply(exchange -> {
      exchange.startEvents();
      exchange.write("data: {\"choices\":[{\"delta\":{\"content\":\"");
      String megabyte = "x".repeat(1 << 20);
      for (int i = 0; i < 100; i++) {
        exchange.write(megabyte);
      }
      exchange.write("\"}}]}\n\n");
      exchange.finish();
    });

    assertThat(failure(Calls.streaming("Hi")).kind()).isEqualTo(FailureKind.BAD_RESPONSE);

    server.awaitClientGone(BOUND);
    assertThat(sink.chunks()).isEmpty();
  }

  @Test
  void blankLinesBeforeAnAnswerInOnePieceAreNoOutput() throws Exception {
    server.reply(exchange -> {
      exchange.start(200, Map.of("content-type", "application/json"));
      while (true) {
        exchange.write("\r\n");
        exchange.pause(Duration.ofMillis(5));
      }
    });
    Call patient = Calls.unary("Hi");
    Call call =
        new Call(
            patient.model(),
            patient.prompt(),
            patient.sampling(),
            patient.maxTokens(),
            false,
            Calls.within(Duration.ofMillis(150), patient).deadline(),
            patient.deadline());

    ProviderException failure = failure(call);

    assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(failure).hasMessageContaining("no output");
    server.awaitClientGone(BOUND);
  }

  /** Whoever reads on to the end has no time left for another model. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Timeout(60)
  void doesNotWaitForAnErrorBodyThatComesSlowlyOrNeverEnds(boolean dripping) throws Exception {
    Duration never = Duration.ofMinutes(10);
    provider.close();
    provider =
        remote.create(
            Calls.settings(
                ProviderKind.OPENAI,
                server.baseUrl(),
                new Timeouts(never, never, never),
                Integer.MAX_VALUE));
    server.reply(exchange -> {
      exchange.start(503, Map.of("content-type", "application/json", "retry-after", "7"));
      exchange.write("{\"error\":");
      while (dripping) {
        exchange.write(" ");
        exchange.pause(Duration.ofMillis(20));
      }
      exchange.hang();
    });
    Call call = Calls.within(never, Calls.unary("Hi"));

    ProviderException failure = failure(call);

    assertThat(failure.kind()).isEqualTo(FailureKind.OVERLOADED);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    server.awaitClientGone(BOUND);
  }

  @Test
  void asksNobodyForWhatTheProviderCannotDo() {
    provider.close();
    provider = provider(ProviderKind.GLM);
    Prompt prompt =
        new Prompt(
            Prompt.ofUser("Hi").messages(), List.of(), new ToolChoice.Required(), Optional.empty());

    assertThat(failure(Calls.call(prompt, Sampling.DEFAULT, false)).kind())
        .isEqualTo(FailureKind.INVALID_REQUEST);
    assertThat(server.connections()).isZero();
  }

  @Test
  void callsInFlightFailWhenTheProviderIsClosed() throws Exception {
    server.hang();
    OtherThread caller = OtherThread.does(() -> provider.generate(Calls.unary("Hi"), sink));
    server.awaitRequest(BOUND);

    provider.close();

    assertThat(caller.thrown(BOUND))
        .isInstanceOfSatisfying(
            ProviderException.class,
            failure -> assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE));
    server.awaitClientGone(BOUND);
  }

  private Provider provider(ProviderKind kind) {
    return remote.create(Calls.settings(kind, server.baseUrl()));
  }

  private ProviderException failure(Call call) {
    ProviderException failure =
        catchThrowableOfType(ProviderException.class, () -> provider.generate(call, sink));
    assertThat(failure).isNotNull();
    return failure;
  }
}
