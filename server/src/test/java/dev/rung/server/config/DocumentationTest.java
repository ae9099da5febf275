package dev.rung.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every setting stands in docs/configuration.md as it is, and nothing else does. */
class DocumentationTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path EXAMPLE = DOCS.resolve("rung.example.toml");

  @Test
  void namesEverySettingWithItsRuleDefaultAndVariable() throws Exception {
    Map<String, List<String>> rows = rows();

    for (Setting setting : settings()) {
      assertThat(rows).as("rows of docs/configuration.md").containsKey(setting.key());
      assertThat(rows.get(setting.key()))
          .as(setting.key())
          .startsWith(setting.rule(), code(setting.fallback()), code(setting.variable().orElse("")))
          .hasSize(4)
          .last()
          .asString()
          .isNotBlank();
    }
  }

  @Test
  void namesNoSettingThatDoesNotExist() throws Exception {
    List<String> known = settings().stream().map(Setting::key).toList();

    assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void showsAnExampleThatLoads() throws Exception {
    Configuration example = ConfigLoader.load(Optional.of(EXAMPLE), Map.of());

    assertThat(example.models()).isNotEmpty();
    assertThat(example.server()).isEqualTo(ServerSettings.DEFAULT);
    assertThat(example.log()).isEqualTo(LogSettings.DEFAULT);
    assertThat(example.classify().thresholds()).isEqualTo(DifficultySettings.Thresholds.DEFAULT);
  }

  /** Everything that a reading of the example asks for: it has a provider and models. */
  private static List<Setting> settings() throws IOException, ConfigException {
    Problems problems = new Problems();
    Reading reading = new Reading(Map.of(), problems, Optional.empty());
    Node.Table example = TomlTree.parse(Files.readString(EXAMPLE), "example", problems);
    Node.Table replaced = new Substitution(Map.of(), problems).table(example);
    Section.read(reading, replaced, new ConfigurationReader(Optional.empty())::read);
    problems.failIfAny();
    return reading.settings();
  }

  /** Key to the cells behind it, of every table row that begins with a key. */
  private static Map<String, List<String>> rows() throws IOException {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (String line : Files.readAllLines(DOCS.resolve("configuration.md"))) {
      if (line.startsWith("| `") && line.contains(".") && line.split("\\|", -1).length == 7) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.split("\\|", -1)) {
          cells.add(cell.strip());
        }
        rows.put(cells.get(1).replace("`", ""), cells.subList(2, 6));
      }
    }
    return rows;
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }
}
