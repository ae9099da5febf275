package dev.rung.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a settings file, and where. */
class ConfigRefusalTest {
  private static final String LISTED =
      """
      [[models.tier2]]
      name = "gpt-4o"
      provider = "openai"
      aliases = ["big"]

      """;

  @TempDir Path folder;
  private Loading loading;

  @BeforeEach
  void useFolder() {
    loading = new Loading(folder);
  }

  @Test
  void reportsEveryProblemAtOnceInTheOrderOfTheFile() {
    List<String> problems =
        loading.problems(
            """
            [routing]
            enabeld = false
            strategy = "fast"
            [server]
            grpc_address = "nowhere"
            [cache]
            similarity_threshold = 1.5
            [nonsense]
            """);

    assertThat(problems)
        .containsExactly(
            "2: unknown key routing.enabeld: did you mean enabled?",
            "3: routing.strategy must be one of balanced, quality-first, cost-first, prefer-local,"
                + " local-only, priority, not \"fast\"",
            "5: server.grpc_address must be an address, host:port, not \"nowhere\"",
            "7: cache.similarity_threshold must be a number from 0 to 1, not 1.5",
            "8: unknown key nonsense; known here: providers, models, routing, classify, server, tiers,"
                + " budget, cache, log, templates, discovery, local, guard, keys, store, feedback,"
                + " auth, tenants, costs");
  }

  @Test
  void putsFileAndLineIntoTheMessage() {
    Path file = loading.write("rung.toml", "[log]\nlevel = 3\n");

    assertThatThrownBy(() -> ConfigLoader.load(Optional.of(file), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(file + ":2: log.level must be one of trace, debug, info, warn, error, not 3");
  }

  @Test
  void refusesDuplicateKeysAndTables() {
    assertThat(loading.problems("[routing]\nenabled = true\nenabled = false\n"))
        .singleElement()
        .asString()
        .startsWith("3: ")
        .contains("enabled");
    assertThat(loading.problems("[routing]\nenabled = true\n[routing]\n"))
        .singleElement()
        .asString()
        .startsWith("3: ");
    assertThat(loading.yamlProblems("routing:\n  enabled: true\n  enabled: false\n"))
        .containsExactly("3: key \"enabled\" is given twice");
  }

  @Test
  void refusesWrongSyntaxWithItsLine() {
    assertThat(loading.problems("[routing]\nenabled = \n"))
        .singleElement()
        .asString()
        .startsWith("2: ");
    assertThat(loading.yamlProblems("routing: [\n")).singleElement().asString().startsWith("2: ");
    assertThat(loading.yamlProblems("- a\n"))
        .containsExactly("1: the file must be a mapping of tables");
    assertThat(loading.yamlProblems("[1]: a\n")).singleElement().asString().contains("key");
  }

  @Test
  void endsAYamlFileThatContainsItself() {
    assertThat(loading.yamlProblems("routing: &r\n  weights: *r\n")).isNotEmpty();
  }

  @Test
  void refusesValuesOfTypesThatNoSettingHas() {
    assertThat(loading.problems("[cache]\nttl = 1979-05-27\n"))
        .containsExactly("2: cache.ttl must be a length of time from 1s to 365d, not 1979-05-27");
    assertThat(loading.yamlProblems("cache:\n  max_bytes: ~\n"))
        .singleElement()
        .asString()
        .endsWith("not nothing");
    assertThat(loading.yamlProblems("cache:\n  max_bytes: 99999999999999999999\n"))
        .singleElement()
        .asString()
        .endsWith("not 99999999999999999999");
  }

  @Test
  void refusesTablesListsAndValuesInEachOthersPlace() {
    assertThat(loading.problems("routing = 1\nproviders = []\nmodels = true\n"))
        .containsExactly(
            "1: routing must be a table, not a single value",
            "2: providers must be a table, not a list",
            "3: models must be a table, not a single value");
    assertThat(loading.problems("[models.tier1]\nname = \"a\"\n"))
        .containsExactly("1: models.tier1 must be a list, not a table");
    assertThat(loading.problems("[log]\nlevel = []\n[log.format]\n"))
        .hasSize(2)
        .first()
        .asString()
        .endsWith("not a list");
  }

  @Test
  void refusesFilesThatCannotBeRead() throws Exception {
    Path binary = Files.write(folder.resolve("rung.toml"), new byte[] {(byte) 0xC3, (byte) 0x28});
    Path unknown = loading.write("rung.ini", "");
    Path missing = folder.resolve("missing.toml");

    assertThat(Loading.problemsOf(binary, Map.of()))
        .containsExactly(binary + ": is not UTF-8 text");
    assertThat(Loading.problemsOf(unknown, Map.of()))
        .containsExactly(unknown + ": a settings file ends in .toml, .yaml or .yml");
    assertThat(Loading.problemsOf(missing, Map.of()))
        .containsExactly(missing + ": there is no such file");
  }

  @Test
  void refusesAHugeFile() throws Exception {
    Path huge =
        Files.write(
            folder.resolve("rung.toml"), " ".repeat(5 << 20).getBytes(StandardCharsets.UTF_8));

    assertThat(Loading.problemsOf(huge, Map.of()))
        .singleElement()
        .asString()
        .contains("larger than");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "models.gpt-4oo | 7: budget.models.gpt-4oo limits nothing: none of the models has this name;"
            + " did you mean gpt-4o?",
        "models.GPT-4O | 7: budget.models.GPT-4O limits nothing: none of the models has this name;"
            + " did you mean gpt-4o?",
        "models.big | 7: budget.models.big limits nothing: none of the models has this name",
        "providers.opnai | 7: budget.providers.opnai limits nothing: none of the providers has this"
            + " name; did you mean openai?",
      })
  void refusesALimitThatLimitsNothing(String whose, String problem) {
    assertThat(loading.problems(LISTED + "[budget." + whose + "]\ndaily_limit_usd = 1\n"))
        .containsExactly(problem);
  }

  @Test
  void takesLimitsOfModelsAndProvidersThatAreThere() {
    assertThat(
            loading.problems(
                LISTED
                    + """
                    [budget]
                    models."gpt-4o" = {daily_limit_usd = 1}
                    providers.openai = {daily_limit_usd = 1}
                    providers.anthropic = {daily_limit_usd = 1}
                    """))
        .isEmpty();
    assertThat(
            loading.problems(
                LISTED
                    + """
                    api_key_env = "TEAM_KEY"

                    [budget.providers."openai:TEAM_KEY"]
                    daily_limit_usd = 1
                    """))
        .isEmpty();
    assertThat(loading.problems("[budget.models.later]\ndaily_limit_usd = 1\n")).isEmpty();
  }

  @Test
  void saysThatAFileMayNotBeRead() {
    assertThat(ConfigLoader.unreadable(new AccessDeniedException("rung.toml")))
        .isEqualTo("may not be read by this user: change its permissions");
    assertThat(ConfigLoader.unreadable(new IOException("Is a directory")))
        .isEqualTo("cannot be read: Is a directory");
  }
}
