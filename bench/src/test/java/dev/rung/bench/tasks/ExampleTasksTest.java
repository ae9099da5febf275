package dev.rung.bench.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExampleTasksTest {
  private static final Path FILE = Path.of("..", "docs", "examples", "tasks.jsonl");
  private static final Pattern UNFILLED = Pattern.compile("\\{[a-z_]+(:[0-9])?}");

  @Test
  void theFileIsWhatTheProgramWrites() throws IOException {
    assertThat(ExampleTasks.jsonLines()).isEqualTo(Files.readString(FILE));
  }

  @Test
  void aThousandTasksOfWhichNoTwoAskTheSame() throws IOException {
    List<String> prompts =
        Files.readAllLines(FILE).stream()
            .map(line -> text(line).toLowerCase(Locale.ROOT).strip())
            .toList();

    assertThat(prompts).hasSize(1_000);
    assertThat(new HashSet<>(prompts)).hasSameSizeAs(prompts);
    assertThat(prompts).noneMatch(prompt -> prompt.contains("\n\n\n\n"));
  }

  @Test
  void everyKindHasTheTasksThatTheMixWantsAndEverySlotIsKnown() throws IOException {
    Mix mix = Mix.shipped();

    Map<String, Long> kinds =
        Files.readAllLines(FILE).stream()
            .collect(Collectors.groupingBy(line -> field(line, "kind"), Collectors.counting()));

    assertThat(kinds)
        .isEqualTo(
            mix.kinds().stream()
                .collect(Collectors.toMap(Mix.Kind::name, kind -> (long) kind.count())));
    assertThat(mix.kinds().stream().flatMap(kind -> kind.patterns().stream()))
        .allSatisfy(pattern ->
            assertThat(
                    UNFILLED
                        .matcher(pattern.text())
                        .results()
                        .map(slot -> slot.group().replaceAll("[{}]|:[0-9]", "")))
                .isSubsetOf(mix.slots().keySet()));
  }

  @Test
  void noPatternIsUsedOften() {
    assertThat(Mix.shipped().kinds())
        .allSatisfy(kind ->
            assertThat((double) kind.count() / kind.patterns().size())
                .as(kind.name())
                .isLessThan(4));
  }

  @Test
  void oneTaskInFiveIsNotEnglish() throws IOException {
    Map<String, Long> languages =
        Files.readAllLines(FILE).stream()
            .map(line -> field(line, "language"))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    assertThat(languages.get("en")).isBetween(700L, 850L);
    assertThat(languages).containsKeys("de", "es", "fr", "zh", "ja", "pt", "hi");
  }

  /** The last text of a line: its prompt, or the content of its last message. */
  private static String text(String line) {
    return lastOf(line, name -> name.equals("prompt") || name.equals("content"));
  }

  private static String field(String line, String wanted) {
    return lastOf(line, wanted::equals);
  }

  private static String lastOf(String line, Predicate<String> wanted) {
    String last = "";
    try (JsonParser at = new JsonFactory().createParser(line)) {
      for (JsonToken token = at.nextToken(); token != null; token = at.nextToken()) {
        if (token == JsonToken.VALUE_STRING && wanted.test(String.valueOf(at.currentName()))) {
          last = at.getText();
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return last;
  }
}
