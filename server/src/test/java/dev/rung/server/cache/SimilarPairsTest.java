package dev.rung.server.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.select.Requests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pairs of bench/data/cache: those that ask the same, and those that differ by little. */
class SimilarPairsTest {
  private static final double THRESHOLD = 0.85;

  private record Pair(String kind, String one, String other) {}

  @Test
  void mostOtherWordingsAreFound() throws IOException {
    List<Pair> pairs = pairs("same");

    long found = pairs.stream().filter(SimilarPairsTest::isHit).count();

    assertThat(pairs).hasSizeGreaterThan(500);
    assertThat((double) found / pairs.size()).as("%s", byKind(pairs)).isGreaterThan(0.8);
  }

  @Test
  void noOtherQuestionIsTakenForTheSame() throws IOException {
    List<Pair> pairs = pairs("different");

    List<Pair> wrong = pairs.stream().filter(SimilarPairsTest::isHit).toList();

    assertThat(pairs).hasSizeGreaterThan(500);
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "What is the result of 2 * (3 + 4)? | What is the result of 2 * 3 + 4?",
        "What is the value of 10 - (4 - 2)? | What is the value of 10 - 4 - 2?",
        "How many bits: convert 5 GB to Gb | How many bits: convert 5 Gb to GB",
        "How do I convert MW to mW? | How do I convert mW to MW?",
        "What does the flag -o of curl do? | What does the flag -O of curl do?",
        "How do I solve -x = 5 for x? | How do I solve x = 5 for x?",
        "How warm is –5 C in Fahrenheit? | How warm is 5 C in Fahrenheit?",
      })
  void whatChangesAFormulaOrACommandAsksSomethingElse(String one, String other) {
    assertThat(isHit(new Pair("formula", one, other))).isFalse();
  }

  private static Map<String, String> byKind(List<Pair> pairs) {
    Map<String, String> shares = new TreeMap<>();
    pairs.stream()
        .map(Pair::kind)
        .distinct()
        .forEach(kind -> {
          List<Pair> these = pairs.stream().filter(pair -> pair.kind().equals(kind)).toList();
          long hits = these.stream().filter(SimilarPairsTest::isHit).count();
          shares.put(kind, hits + " of " + these.size());
        });
    return shares;
  }

  private static boolean isHit(Pair pair) {
    Optional<Wording> one = wording(pair.one());
    Optional<Wording> other = wording(pair.other());
    return one.isPresent()
        && other.isPresent()
        && one.get().similarity(other.get()).orElse(0) >= THRESHOLD
        && other.get().similarity(one.get()).orElse(0) >= THRESHOLD;
  }

  private static Optional<Wording> wording(String text) {
    Question question = new Question(Requests.of(text), Optional.empty(), Optional.empty());
    return Wordings.of(new Keys(new byte[0], "").partition(question), text);
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
