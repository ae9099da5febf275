package dev.rung.bench.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairFilesTest {
  private static final Path FOLDER = Path.of("data", "cache");

  @ParameterizedTest
  @ValueSource(
      strings = {"same.dev.tsv", "same.test.tsv", "different.dev.tsv", "different.test.tsv"})
  void theFilesAreWhatTheProgramWrites(String name) throws IOException {
    assertThat(PairFiles.texts().get(name)).isEqualTo(Files.readString(FOLDER.resolve(name)));
  }

  @Test
  void everyKindOfPairIsThere() {
    assertThat(kinds("same"))
        .containsExactlyInAnyOrder(
            "spacing", "case", "punctuation", "typing", "politeness", "order");
    assertThat(kinds("different")).contains("number", "name", "negation", "unit", "language");
  }

  @Test
  void noSentenceIsInBothHalves() {
    Set<String> making = new HashSet<>(sentences("same.dev.tsv"));
    Set<String> checking = new HashSet<>(sentences("same.test.tsv"));

    assertThat(making).isNotEmpty().doesNotContainAnyElementsOf(checking);
    assertThat(checking).isNotEmpty();
  }

  private static Set<String> kinds(String name) {
    Map<String, String> files = PairFiles.texts();
    return (files.get(name + ".dev.tsv") + files.get(name + ".test.tsv"))
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1)[1])
        .collect(Collectors.toSet());
  }

  private static List<String> sentences(String name) {
    return PairFiles.texts()
        .getOrDefault(name, "")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1)[2])
        .toList();
  }
}
