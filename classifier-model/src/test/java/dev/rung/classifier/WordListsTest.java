package dev.rung.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Every word of the lists can be met in a text. */
class WordListsTest {

  @Test
  void everyWordIsReadWholeAndHasItsSense() throws IOException {
    WordTable table = WordLists.table("senses.txt", name -> Sense.valueOf(name).bit());
    List<String> dead = new ArrayList<>();

    for (String line : lines()) {
      long bit = Sense.valueOf(line.substring(0, line.indexOf(' '))).bit();
      for (String entry : line.substring(line.indexOf(':') + 2).split(" ", -1)) {
        WordLists.forms(entry).stream()
            .filter(word -> !isMet(table, word, bit))
            .forEach(word -> dead.add(line.substring(0, line.indexOf(':')) + ": " + word));
      }
    }

    assertThat(dead).isEmpty();
  }

  @Test
  void everySenseHasWords() throws IOException {
    List<String> names =
        lines().stream().map(line -> line.substring(0, line.indexOf(' '))).toList();

    for (Sense sense : Sense.values()) {
      assertThat(names).contains(sense.name());
    }
  }

  private static boolean isMet(WordTable table, String word, long bit) {
    long[] met = new long[1];
    int end = new WordReader(table, (bits, number) -> met[0] = bits).read(word, 0, word.length());
    return end == word.length() && (met[0] & bit) != 0;
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = Sense.class.getResourceAsStream("senses.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }
  }
}
