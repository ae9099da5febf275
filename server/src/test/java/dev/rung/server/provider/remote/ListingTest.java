package dev.rung.server.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.remote.wire.CannedExchange;
import dev.rung.server.provider.remote.wire.ListedModel;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.server.time.FakeClock;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists of models, by which keys are checked: what is none must not show that a key is good. */
class ListingTest {
  private static final Duration BOUND = Duration.ofMinutes(1);

  private final ScriptedProvider server = ScriptedProvider.start();
  private final FakeClock clock = new FakeClock();
  private final RemoteProviders remote = RemoteProviders.start(InstantSource.system(), clock);

  @AfterEach
  void close() {
    remote.close();
    server.close();
  }

  @Test
  void listsTheModelsOfAnOpenAiServer() throws Exception {
    server.at("/v1/models", Replies.openAiModels("a", "b"));

    assertThat(list(ProviderKind.OPENAI))
        .containsExactly(listed("a", OptionalInt.empty()), listed("b", OptionalInt.empty()));
    assertThat(server.lastRequest().method()).isEqualTo("GET");
    assertThat(server.lastRequest().header("Authorization")).contains("Bearer " + Calls.KEY);
  }

  @Test
  void listsTheContextWindowWhereLlamaCppTellsIt() throws Exception {
    server.at("/v1/models", Replies.respond(200, CannedExchange.captured("models.http", 1).text()));

    assertThat(list(ProviderKind.OPENAI))
        .containsExactly(listed("tiny-phi2", OptionalInt.of(2048)));
  }

  @Test
  void listingShowsAKeyThatIsRefused() {
    server.at("/v1/models", Replies.respond(401, "{\"error\":{\"message\":\"no\"}}"));

    assertThat(failure(ProviderKind.OPENAI).kind()).isEqualTo(FailureKind.AUTH);
  }

  /** As Together sends it. Source: together-py, ModelListResponse. */
  @Test
  void readsAListThatStandsAlone() throws Exception {
    server.respond(
        200, "[{\"id\":\"a/b\",\"object\":\"model\",\"context_length\":32768},{\"id\":\"c/d\"}]");

    List<ListedModel> models = list(ProviderKind.TOGETHER);

    assertThat(models).extracting(ListedModel::id).containsExactly("a/b", "c/d");
    assertThat(models.getFirst().contextWindow()).hasValue(32768);
  }

  /** As Go writes a list that was never filled. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"OPENAI|{\"data\":null}", "OLLAMA|{\"models\":null}"})
  void takesNullForAnEmptyList(ProviderKind kind, String body) throws Exception {
    server.respond(200, body);

    assertThat(list(kind)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GLM|{\"code\":401,\"msg\":\"token expired\",\"success\":false}|AUTH",
        "GLM|{\"error\":{\"code\":\"1002\",\"message\":\"invalid\"}}|AUTH",
        "OPENAI|{\"error\":{\"code\":\"invalid_api_key\",\"message\":\"no\"}}|AUTH",
        "ANTHROPIC|{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\"}}|AUTH",
        "GEMINI|{\"error\":{\"code\":503,\"status\":\"UNAVAILABLE\"}}|OVERLOADED",
        "OLLAMA|{\"error\":\"at capacity\"}|OVERLOADED",
        "REPLICATE|{\"title\":\"Unauthenticated\",\"code\":401}|AUTH",
      })
  void findsAnErrorUnderStatus200(ProviderKind kind, String body, FailureKind failure) {
    server.respond(200, body);

    assertThat(failure(kind).kind()).isEqualTo(failure);
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENAI", "TOGETHER", "GLM", "ANTHROPIC", "GEMINI", "OLLAMA", "REPLICATE"})
  void refusesWhatIsNoList(ProviderKind kind) {
    for (String body : List.of("{}", "{\"data\":{},\"models\":7}", "<html>", "\"ok\"", "[1", "")) {
      server.respond(200, body);

      assertThat(failure(kind).kind()).as(body).isEqualTo(FailureKind.BAD_RESPONSE);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENAI", "ANTHROPIC", "GEMINI", "OLLAMA", "REPLICATE"})
  void takesNoListThatStandsAloneWhereTheProviderSendsNone(ProviderKind kind) {
    server.respond(200, "[]");

    assertThat(failure(kind).kind()).isEqualTo(FailureKind.BAD_RESPONSE);
  }

  private static ListedModel listed(String id, OptionalInt window) {
    return new ListedModel(id, Optional.empty(), OptionalLong.empty(), window);
  }

  private List<ListedModel> list(ProviderKind kind) throws Exception {
    URI base =
        switch (kind) {
          case ANTHROPIC, GEMINI, OLLAMA -> server.rootUrl();
          default -> server.baseUrl();
        };
    return remote.models(Calls.settings(kind, base), BOUND);
  }

  private ProviderException failure(ProviderKind kind) {
    ProviderException failure = catchThrowableOfType(ProviderException.class, () -> list(kind));
    assertThat(failure).isNotNull();
    return failure;
  }
}
