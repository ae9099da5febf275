package dev.rung.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeywordIndexTest {
  private final KeywordIndex index =
      KeywordIndex.of(
          List.of(
              List.of("uuid", "GUID"), List.of("#"), List.of("base64"), List.of("नमस्ते", "É")));

  @Test
  void findsTemplatesByTheWordsOfAText() {
    assertThat(found("a new uuid, please")).isEqualTo(bits(0));
    assertThat(found("A Guid or 2")).isEqualTo(bits(0, 1));
    assertThat(found("base64 of x")).isEqualTo(bits(2));
    assertThat(found("5km")).isEqualTo(bits(1));
    assertThat(found("नमस्ते!")).isEqualTo(bits(3));
    assertThat(found("é")).isEqualTo(bits(3));
  }

  @Test
  void findsWordsOfScriptsWithoutSpacesWhereverTheyStand() {
    KeywordIndex unspaced =
        KeywordIndex.of(List.of(List.of("体重"), List.of("何"), List.of("#"), List.of("テスト")));

    assertThat(unspaced.candidates("罗斯308在21天的体重是多少", 15)).isEqualTo(bits(0, 2));
    assertThat(unspaced.candidates("今何時ですか", 6)).isEqualTo(bits(1));
    assertThat(unspaced.candidates("abc体重", 5)).isEqualTo(bits(0));
    assertThat(unspaced.candidates("体", 1)).isEqualTo(bits());
    assertThat(unspaced.candidates("的体重", 2)).isEqualTo(bits());
    assertThat(unspaced.candidates("テスト", 3)).isEqualTo(bits(3));
    assertThat(unspaced.candidates("५ और ７", 6)).isEqualTo(bits(2));
  }

  @Test
  void takesNoPartOfAWordForTheWord() {
    assertThat(found("uuids guidance xbase64 base64x sha256 नमस्तेजी")).isEqualTo(bits());
    assertThat(found("")).isEqualTo(bits());
  }

  @Test
  void readsNoFurtherThanItIsTold() {
    assertThat(index.candidates("some words and a uuid", 12)).isEqualTo(bits());
    assertThat(index.candidates("uuid and 7", 4)).isEqualTo(bits(0));
  }

  @Test
  void knowsWhatAKeywordIs() {
    assertThat(List.of("#", "uuid", "base64", "你好", "grüß")).allMatch(KeywordIndex::isKeyword);
    assertThat(List.of("", "7up", "two words", "what's", "##", "😀", "五km", "一二三四五六七八九"))
        .noneMatch(KeywordIndex::isKeyword);
  }

  @Test
  void agreesWithALookUpWordByWord() {
    long seed = 41L;
    var random = new Random(seed);
    List<List<String>> keywords = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      keywords.add(List.of(word(random), word(random)));
    }
    KeywordIndex many = KeywordIndex.of(keywords);

    for (int i = 0; i < 5_000; i++) {
      String word = word(random);
      BitSet expected = new BitSet();
      for (int id = 0; id < keywords.size(); id++) {
        expected.set(id, keywords.get(id).contains(word));
      }
      assertThat(many.candidates(word, word.length()))
          .as("seed %d: %s", seed, word)
          .isEqualTo(expected);
    }
  }

  private static String word(Random random) {
    return random
        .ints(1 + random.nextInt(2), 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private BitSet found(String text) {
    return index.candidates(text, text.length());
  }

  private static BitSet bits(int... ids) {
    BitSet bits = new BitSet();
    for (int id : ids) {
      bits.set(id);
    }
    return bits;
  }
}
