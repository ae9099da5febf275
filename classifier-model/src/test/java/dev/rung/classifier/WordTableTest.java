package dev.rung.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The lookup table against a plain map. */
class WordTableTest {

  @Test
  void findsWhatAMapFinds() {
    long seed = 7;
    Random random = new Random(seed);
    Map<String, Long> map = new HashMap<>();
    for (int i = 0; i < 2_000; i++) {
      map.put(word(random), 1 + (long) random.nextInt(1_000));
    }

    WordTable table = new WordTable(map);

    for (int i = 0; i < 20_000; i++) {
      String word = word(random);
      assertThat(find(table, word))
          .as("seed %d: %s", seed, word)
          .isEqualTo(map.getOrDefault(word, 0L));
    }
    map.forEach((word, bits) -> assertThat(find(table, word)).isEqualTo(bits));
  }

  @Test
  void tellsWordsOfTheSameHashApart() {
    WordTable table = new WordTable(Map.of("Aa", 1L));

    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
    assertThat(find(table, "Aa")).isEqualTo(1);
    assertThat(find(table, "BB")).isZero();
  }

  @Test
  void anUnknownNameInAListIsRefused() {
    assertThatThrownBy(
            () -> WordLists.read("senses.txt", name -> CodeLanguage.valueOf(name).hashCode()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMissingListIsRefused() {
    assertThatThrownBy(() -> WordLists.read("none.txt", name -> 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("none.txt");
  }

  private static long find(WordTable table, String word) {
    char[] scratch = new char[WordTable.MAX_WORD];
    int hash = WordTable.emptyHash();
    for (int i = 0; i < word.length(); i++) {
      scratch[i] = word.charAt(i);
      hash = WordTable.hash(hash, word.charAt(i));
    }
    return table.find(scratch, word.length(), hash);
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    int length = 1 + random.nextInt(3);
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(20)));
    }
    return word.toString();
  }
}
