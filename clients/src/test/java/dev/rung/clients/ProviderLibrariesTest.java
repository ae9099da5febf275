package dev.rung.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.clients.Program.Finished;
import dev.rung.server.scripted.Behaviour;
import dev.rung.server.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The providers' own libraries for Node against the provider that Rung's tests run against: what
 * they read shows whether its dialects are theirs.
 */
class ProviderLibrariesTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @Test
  void readEverythingThatTheScriptedProviderSends() throws Exception {
    ClientsTest.installNodeModules();
    Behaviour behaviour =
        new Behaviour(
            new Behaviour.Answer(List.of("one ", "two ", "three"), Duration.ZERO, Duration.ZERO),
            Behaviour.Failing.NEVER,
            line -> {});

    Finished finished;
    try (ScriptedProvider provider = ScriptedProvider.start().otherwise(behaviour);
        Program program =
            Program.start(
                PackagedDaemon.root(),
                Map.of("SCRIPTED_PROVIDER_URL", provider.rootUrl().toString()),
                List.of("node", "clients/node/providers.js"))) {
      finished = program.finish(LIMIT);
    }

    assertThat(finished.err()).isEmpty();
    assertThat(finished.code()).isZero();
    assertThat(finished.out().lines())
        .containsExactly(
            "openai chat, answer: one two three / stop / 9 / 3",
            "openai chat, stream: one two three / stop / 9 / 3",
            "openai chat, tool: tool_calls / weather / {\"city\":\"Oslo\"}",
            "openai chat, tool stream: tool_calls / weather / {\"city\":\"Oslo\"}",
            "openai chat, result: one two three",
            "openai chat, key: AuthenticationError 401 invalid_api_key",
            "openai chat, rate: RateLimitError 429 rate_limit_exceeded",
            "openai chat, broken stream: APIError server_error",
            "openai chat, models: scripted",
            "openai responses, answer: one two three / completed / 9 / 3",
            "openai responses, stream: one two three / completed / 9 / 3",
            "openai responses, whole stream: one two three",
            "openai responses, tool: function_call / weather / {\"city\":\"Oslo\"}",
            "openai responses, tool stream: function_call / weather / {\"city\":\"Oslo\"}",
            "openai responses, result: one two three",
            "openai responses, key: AuthenticationError 401 invalid_api_key",
            "openai responses, broken stream: Error server_error",
            "anthropic, answer: one two three / end_turn / 9 / 3",
            "anthropic, stream: one two three / end_turn / 9 / 3",
            "anthropic, whole stream: one two three",
            "anthropic, tool: tool_use / weather / {\"city\":\"Oslo\"}",
            "anthropic, tool stream: tool_use / weather / {\"city\":\"Oslo\"}",
            "anthropic, result: one two three",
            "anthropic, key: AuthenticationError 401 authentication_error",
            "anthropic, rate: RateLimitError 429 rate_limit_error",
            "anthropic, overloaded: OverloadedError 529 overloaded_error",
            "anthropic, broken stream: APIError api_error",
            "anthropic, models: scripted",
            "gemini, answer: one two three / STOP / 9 / 3",
            "gemini, stream: one two three / STOP / 9 / 3",
            "gemini, tool: STOP / weather / {\"city\":\"Oslo\"}",
            "gemini, tool stream: STOP / weather / {\"city\":\"Oslo\"}",
            "gemini, result: one two three",
            "gemini, key: ApiError 400 INVALID_ARGUMENT",
            "gemini, rate: ApiError 429 RESOURCE_EXHAUSTED",
            "gemini, broken stream: ApiError 500",
            "gemini, models: models/scripted",
            "ollama, answer: one two three / stop / 9 / 3",
            "ollama, stream: one two three / stop / 9 / 3",
            "ollama, tool: stop / weather / {\"city\":\"Oslo\"}",
            "ollama, tool stream: false / weather / {\"city\":\"Oslo\"}",
            "ollama, result: one two three",
            "ollama, key: ResponseError 401",
            "ollama, broken stream: Error it broke",
            "ollama, models: scripted",
            "ollama, version: 0.0.0",
            "replicate, answer: one two three / succeeded / 9 / 3",
            "replicate, polled: one two three",
            "replicate, stream: one two three / done",
            "replicate, cancel: canceled",
            "replicate, key: ApiError 401",
            "replicate, invalid: ApiError 422",
            "replicate, account: scripted");
  }
}
