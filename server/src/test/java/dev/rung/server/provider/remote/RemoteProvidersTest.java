package dev.rung.server.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.remote.wire.CannedExchange;
import dev.rung.server.provider.remote.wire.ListedModel;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteProvidersTest {
  private static final Pattern TESTS = Pattern.compile(".*/test(-classes)?/.*");
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final ScriptedProvider server = ScriptedProvider.start();
  private final RemoteProviders remote =
      RemoteProviders.start(InstantSource.system(), System::nanoTime);

  @AfterEach
  void close() {
    remote.close();
    server.close();
  }

  @Test
  void speaksToNoModelOfThisProcess() {
    ProviderKind kind = ProviderKind.LOCAL;
    ProviderSettings settings = Calls.settings(kind, server.baseUrl());

    assertThat(RemoteProviders.supports(kind)).isFalse();
    assertThatThrownBy(() -> remote.create(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(kind.label());
  }

  @ParameterizedTest
  @EnumSource(
      value = ProviderKind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"LOCAL"})
  void speaksToTheRest(ProviderKind kind) {
    assertThat(RemoteProviders.supports(kind)).isTrue();
    try (Provider provider = remote.create(Calls.settings(kind, server.baseUrl()))) {
      assertThat(provider).isNotNull();
    }
  }

  @Test
  void opensNoConnectionBeforeTheFirstCall() {
    try (Provider provider = remote.create(Calls.settings(ProviderKind.OPENAI, server.baseUrl()))) {
      assertThat(provider).isNotNull();
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void listsTheModelsOfAnOpenAiServer() throws Exception {
    server.at("/v1/models", Replies.openAiModels("a", "b"));

    assertThat(remote.models(Calls.settings(ProviderKind.OPENAI, server.baseUrl()), LIMIT))
        .containsExactly(listed("a", OptionalInt.empty()), listed("b", OptionalInt.empty()));
    assertThat(server.lastRequest().method()).isEqualTo("GET");
    assertThat(server.lastRequest().header("Authorization")).contains("Bearer " + Calls.KEY);
  }

  @Test
  void listsTheContextWindowWhereLlamaCppTellsIt() throws Exception {
    server.at("/v1/models", Replies.respond(200, CannedExchange.captured("models.http", 1).text()));

    assertThat(remote.models(Calls.settings(ProviderKind.OPENAI, server.baseUrl()), LIMIT))
        .containsExactly(listed("tiny-phi2", OptionalInt.of(2048)));
  }

  @Test
  void listingShowsAKeyThatIsRefused() {
    server.at("/v1/models", Replies.respond(401, "{\"error\":{\"message\":\"no\"}}"));

    assertThatThrownBy(
            () -> remote.models(Calls.settings(ProviderKind.OPENAI, server.baseUrl()), LIMIT))
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.AUTH));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "<html>", "{\"data\":["})
  void refusesAListThatIsNone(String body) {
    server.otherwise(Replies.respond(200, body));

    for (ProviderKind kind :
        List.of(
            ProviderKind.OPENAI,
            ProviderKind.OLLAMA,
            ProviderKind.ANTHROPIC,
            ProviderKind.GEMINI)) {
      assertThatThrownBy(() -> remote.models(Calls.settings(kind, server.rootUrl()), LIMIT))
          .isInstanceOfSatisfying(
              ProviderException.class,
              e -> assertThat(e.kind()).isEqualTo(FailureKind.BAD_RESPONSE));
    }
  }

  @Test
  void onlyTheWireKnowsTheHttpClientAndItKnowsNoDialect() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(location -> !location.matches(TESTS))
            .importPackages("dev.rung.server");

    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackage("dev.rung.server.provider.remote.wire")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.hc..")
        .check(classes);
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("dev.rung.server.provider.remote.wire")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.rung.server.provider.remote",
            "dev.rung.server.provider.remote.openai",
            "dev.rung.server.provider.remote.anthropic",
            "dev.rung.server.provider.remote.gemini",
            "dev.rung.server.provider.remote.replicate",
            "dev.rung.server.provider.remote.ollama")
        .check(classes);
  }

  private static ListedModel listed(String id, OptionalInt window) {
    return new ListedModel(id, Optional.empty(), OptionalLong.empty(), window);
  }
}
