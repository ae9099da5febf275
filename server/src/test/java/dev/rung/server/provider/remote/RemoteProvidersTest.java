package dev.rung.server.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.server.time.FakeClock;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemoteProvidersTest {
  private static final Pattern TESTS = Pattern.compile(".*/test(-classes)?/.*");

  private final ScriptedProvider server = ScriptedProvider.start();
  private final FakeClock clock = new FakeClock();
  private final RemoteProviders remote = RemoteProviders.start(InstantSource.system(), clock);

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
}
