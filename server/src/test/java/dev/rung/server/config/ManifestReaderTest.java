package dev.rung.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.server.generate.Tier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {
  private static final String HEAD =
      """
      name = "own"
      hub_id = "me/own-model"
      licence = "MIT"
      architecture = "PhiForCausalLM"
      tier = "tier1"
      download = "5.6 GB"
      files = ["config.json", "*.safetensors"]
      """;

  private static final String MEMORY =
      """
      [memory]
      f32 = "11.2 GB"
      bf16 = "5.6 GB"
      int8 = "2900 MB"
      int4 = "1800000000 B"
      """;

  @Test
  void readsAWholeManifest() throws ConfigException {
    String sum = "0123456789abcdef".repeat(4);
    String text =
        "revision = \"v2\"\nlicence_url = \"https://example.org/licence\"\n"
            + HEAD
            + MEMORY
            + "[sha256]\n\"model.safetensors\" = \""
            + sum
            + "\"\n";

    Manifest manifest = ManifestReader.parse(text, "models/own.toml");

    assertThat(manifest)
        .isEqualTo(
            new Manifest(
                "own",
                new HubId("me", "own-model"),
                "v2",
                "MIT",
                Optional.of(URI.create("https://example.org/licence")),
                "PhiForCausalLM",
                Tier.TINY,
                5_600_000_000L,
                Map.of(
                    Precision.F32, 11_200_000_000L,
                    Precision.BF16, 5_600_000_000L,
                    Precision.INT8, 2_900_000_000L,
                    Precision.INT4, 1_800_000_000L),
                List.of("config.json", "*.safetensors"),
                Map.of("model.safetensors", sum),
                new Place("models/own.toml", 1)));
  }

  @Test
  void takesTheMainBranchAndNoChecksumsUnlessTold() throws ConfigException {
    Manifest manifest = ManifestReader.parse(HEAD + MEMORY, "own.toml");

    assertThat(manifest.revision()).isEqualTo("main");
    assertThat(manifest.licenceUrl()).isEmpty();
    assertThat(manifest.sha256()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "license = \"MIT\" | unknown key license: did you mean licence?",
        "revision = \"../x\" | revision must be a branch, a tag or a commit, not \"../x\"",
        "licence_url = \"ftp://x\" | licence_url must be an http or https URL without user, query"
            + " and fragment",
        "sha256 = {a = \"12\"} | sha256.a must be 64 lower-case hexadecimal digits, not \"12\"",
        "memory.bf16 = \"5.6GB\" | memory.bf16 must be a size such as \"5.6 GB\", not \"5.6GB\"",
        "memory.auto = \"1 GB\" | unknown key memory.auto; known here: f32, bf16, int8, int4",
      })
  void refusesAtItsLine(String line, String message) {
    String memory =
        line.startsWith("memory.")
            ? MEMORY
                .lines()
                .skip(1)
                .map(l -> "memory." + l)
                .filter(l -> !l.startsWith(line.substring(0, 11)))
                .reduce("", (a, b) -> a + b + "\n")
            : MEMORY;

    assertThat(problems(line + "\n" + HEAD + memory, "own.toml"))
        .containsExactly("own.toml:1: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "name | \"../evil\" | name must be a name of letters, digits, '.', '_' and '-', not"
            + " \"../evil\"",
        "name | \"other\" | name must be that of the file: other.toml",
        "hub_id | \"phi-2\" | hub_id must be a hub id, OWNER/NAME, not \"phi-2\"",
        "hub_id | \"../../etc\" | hub_id must be a hub id, OWNER/NAME, not \"../../etc\"",
        "tier | \"tier0\" | tier must be one of tier1, tier2, tier3, tier4, fallback, not \"tier0\"",
        "download | \"-1 GB\" | download must be a size such as \"5.6 GB\", not \"-1 GB\"",
        "download | \"0 GB\" | download must be a size such as \"5.6 GB\", not \"0 GB\"",
        "download | \"99999999999 TB\" | download must be a size such as \"5.6 GB\", not"
            + " \"99999999999 TB\"",
        "download | 5600000000 | download must be a size such as \"5.6 GB\", not 5600000000",
        "files | [] | files must name at least one file",
        "files | [\"a/b.json\"] | files must be a file name without a path, in which * stands for"
            + " any text, not \"a/b.json\"",
      })
  void refusesAValue(String key, String value, String message) {
    String text =
        HEAD.replaceFirst("(?m)^" + key + " = .*$", key + " = " + value.replace("\\", "\\\\"));

    assertThat(problems(text + MEMORY, "own.toml"))
        .anySatisfy(p -> assertThat(p).endsWith(message));
  }

  @Test
  void saysEverythingThatIsMissing() {
    assertThat(problems("", "own.toml"))
        .hasSize(10)
        .allSatisfy(problem -> assertThat(problem).startsWith("own.toml:1: "))
        .contains("own.toml:1: hub_id is missing: it must be a hub id, OWNER/NAME");
  }

  @Test
  void saysWhereTheTextIsNotToml() {
    assertThat(problems("name = \"own\"\nname = \"own\"\n", "own.toml"))
        .singleElement()
        .asString()
        .startsWith("own.toml:2: ");
  }

  @Test
  void readsNoVariables() throws ConfigException {
    assertThat(problems(HEAD.replace("MIT", "${HOME}") + MEMORY, "own.toml")).isEmpty();
  }

  @Test
  void readsAFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("own.toml"), HEAD + MEMORY);

    assertThat(ManifestReader.read(file).place().source()).isEqualTo(file.toString());
    assertThat(
            catchThrowableOfType(
                ConfigException.class, () -> ManifestReader.read(folder.resolve("no.toml"))))
        .hasMessageEndingWith("no.toml: there is no such file");
  }

  @Test
  void refusesHubIdsThatAreNone() {
    assertThat(List.of("a", "a/", "/a", "a/b/c", "a/..", "./a", "a/b c", "a/b?x", "-a/b", "a/b--c"))
        .allSatisfy(text -> assertThat(HubId.parse(text)).as(text).isEmpty());
    assertThat(HubId.parse("TinyLlama/TinyLlama-1.1B-Chat-v1.0"))
        .hasToString("Optional[TinyLlama/TinyLlama-1.1B-Chat-v1.0]");
  }

  private static List<String> problems(String text, String file) {
    ConfigException refused =
        catchThrowableOfType(ConfigException.class, () -> ManifestReader.parse(text, file));
    return refused == null
        ? List.of()
        : refused.problems().stream().map(ConfigException.Problem::toString).toList();
  }
}
