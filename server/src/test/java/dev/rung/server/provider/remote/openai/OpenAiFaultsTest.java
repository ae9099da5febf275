package dev.rung.server.provider.remote.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.provider.remote.wire.CannedExchange;
import dev.rung.server.scripted.OpenAiWire;
import dev.rung.server.scripted.Replies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What errors mean, and what is shown of them, over real sockets. */
@Timeout(300)
class OpenAiFaultsTest extends OpenAiCase {
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
}
