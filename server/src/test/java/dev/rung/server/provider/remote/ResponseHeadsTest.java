package dev.rung.server.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rung.server.provider.Allowance;
import dev.rung.server.provider.Allowance.Unit;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.scripted.AnthropicWire;
import dev.rung.server.scripted.GeminiWire;
import dev.rung.server.scripted.OllamaWire;
import dev.rung.server.scripted.OpenAiWire;
import dev.rung.server.scripted.ReplicateWire;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.Reply;
import dev.rung.server.scripted.ResponsesWire;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.server.time.FakeClock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the heads of responses say, over real sockets. */
@Timeout(300)
class ResponseHeadsTest {
  private final ScriptedProvider server = ScriptedProvider.start();
  private final FakeClock clock = new FakeClock();
  private final RemoteProviders remote = RemoteProviders.start(InstantSource.system(), clock);
  private final List<List<Allowance>> told = new ArrayList<>();

  @AfterEach
  void close() {
    remote.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI, gpt-4o, x-ratelimit-limit-requests, x-ratelimit-remaining-requests,"
        + " x-ratelimit-reset-requests, 1m0s",
    "OPENAI, gpt-5-pro, x-ratelimit-limit-requests, x-ratelimit-remaining-requests,"
        + " x-ratelimit-reset-requests, 1m0s",
    "QWEN, a, x-ratelimit-limit-requests, x-ratelimit-remaining-requests,"
        + " x-ratelimit-reset-requests, 1m0s",
    "GLM, a, x-ratelimit-limit-requests, x-ratelimit-remaining-requests,"
        + " x-ratelimit-reset-requests, 1m0s",
    "HUGGINGFACE, a, x-ratelimit-limit-requests, x-ratelimit-remaining-requests,"
        + " x-ratelimit-reset-requests, 1m0s",
    "FIREWORKS, a, x-ratelimit-limit-requests, x-ratelimit-remaining-requests, x-none, 1",
    "TOGETHER, a, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset, 1",
    "ANTHROPIC, a, anthropic-ratelimit-requests-limit, anthropic-ratelimit-requests-remaining,"
        + " anthropic-ratelimit-requests-reset, 2100-01-01T00:00:00Z",
    "GEMINI, a, ratelimit-limit, ratelimit-remaining, ratelimit-reset, 60",
    "REPLICATE, a/b, ratelimit-limit, ratelimit-remaining, ratelimit-reset, 60",
  })
  void limitsAreToldOnceOfAnswersAndOfErrors(
      ProviderKind kind, String model, String limit, String remaining, String reset, String wait)
      throws Exception {
    Map<String, String> heads =
        Map.of("Content-Type", "application/json", limit, "100", remaining, "7", reset, wait);
    script(kind, Replies.respond(200, heads, answer(kind, model)));
    ask(kind, model);
    script(kind, Replies.respond(429, heads, "{}"));
    assertThat(catchThrowable(() -> ask(kind, model))).isInstanceOf(ProviderException.class);

    assertThat(told)
        .hasSize(2)
        .allSatisfy(said ->
            assertThat(said)
                .singleElement()
                .satisfies(one -> {
                  assertThat(one.unit()).isEqualTo(Unit.REQUESTS);
                  assertThat(one.limit()).hasValue(100);
                  assertThat(one.remaining()).isEqualTo(7);
                }));
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI, gpt-4o, x-request-id, req_7, req_7",
    "OPENAI, gpt-5-pro, x-request-id, req_7, req_7",
    "ANTHROPIC, a, request-id, req_7, req_7",
    "GEMINI, a, x-request-id, req_7, resp-1",
  })
  void theNameOfTheResponseIsThatOfItsHeadBeforeItsOwn(
      ProviderKind kind, String model, String header, String value, String name) throws Exception {
    Map<String, String> heads = Map.of("Content-Type", "application/json", header, value);
    server.reply(Replies.respond(200, heads, answer(kind, model)));

    Completion completion = ask(kind, model);

    assertThat(completion.requestId()).contains(name);
  }

  /** What a prediction is created by; others may ask for more than one thing. */
  private void script(ProviderKind kind, Reply reply) {
    if (kind == ProviderKind.REPLICATE) {
      server.at("/v1/models/a/b/predictions", reply);
    } else {
      server.reply(reply);
    }
  }

  private Completion ask(ProviderKind kind, String model) throws Exception {
    Call call = Calls.to(model, Calls.unary("Hi"));
    Call listening =
        new Call(
            call.model(),
            call.key(),
            call.prompt(),
            call.sampling(),
            call.maxTokens(),
            call.answerRoom(),
            call.stream(),
            call.firstOutput(),
            call.deadline(),
            told::add,
            call.tenant());
    try (Provider provider = remote.create(Calls.settings(kind, server))) {
      return provider.generate(listening, new CollectingSink());
    }
  }

  private static String answer(ProviderKind kind, String model) {
    return switch (kind) {
      case ANTHROPIC -> AnthropicWire.unary("one");
      case GEMINI -> GeminiWire.unary("one");
      case OLLAMA -> OllamaWire.unary("one");
      case REPLICATE -> ReplicateWire.succeeded("one");
      default ->
          model.equals("gpt-5-pro")
              ? ResponsesWire.response("completed", ResponsesWire.message("one"), 1)
              : OpenAiWire.unary("one");
    };
  }
}
