package dev.rung.server.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pairs of bench/data/cache: those that ask the same, and those that differ by little. */
class SimilarPairsTest {
  private record Pair(String kind, String one, String other) {
    boolean isHit() {
      return SimilarQuestions.isHit(one, other);
    }
  }

  @ParameterizedTest
  @CsvSource({"same, 0.85", "same-handmade, 0.75"})
  void mostOtherWordingsAreFound(String name, double least) throws IOException {
    List<Pair> pairs = pairs(name);

    long found = pairs.stream().filter(Pair::isHit).count();

    assertThat(pairs).hasSizeGreaterThan(500);
    assertThat((double) found / pairs.size()).as("%s", byKind(pairs)).isGreaterThan(least);
  }

  @ParameterizedTest
  @ValueSource(strings = {"different", "different-handmade"})
  void noOtherQuestionIsTakenForTheSame(String name) throws IOException {
    List<Pair> pairs = pairs(name);

    List<Pair> wrong = pairs.stream().filter(Pair::isHit).toList();

    assertThat(pairs).hasSizeGreaterThan(500);
    assertThat(wrong).isEmpty();
  }

  private static Map<String, String> byKind(List<Pair> pairs) {
    Map<String, String> shares = new TreeMap<>();
    pairs.stream()
        .map(Pair::kind)
        .distinct()
        .forEach(kind -> {
          List<Pair> these = pairs.stream().filter(pair -> pair.kind().equals(kind)).toList();
          long hits = these.stream().filter(Pair::isHit).count();
          shares.put(kind, hits + " of " + these.size());
        });
    return shares;
  }

  private static List<Pair> pairs(String name) throws IOException {
    Path folder = Path.of(System.getProperty("rung.folder", "..")).resolve("bench/data/cache");
    List<Path> files =
        List.of(folder.resolve(name + ".dev.tsv"), folder.resolve(name + ".test.tsv"));
    List<Pair> pairs = new ArrayList<>();
    for (Path file : files) {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        if (!line.startsWith("#")) {
          String[] cells = line.replace("\\n", "\n").split("\t", -1);
          pairs.add(new Pair(cells[1], cells[2], cells[3]));
        }
      }
    }
    return pairs;
  }
}
