package dev.rung.server.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "b, a, C           | ''    | ''         | a, b, C",
        "b, a, C           | ''    | descending | C, b, a",
        "10, 9, 1.5, -2    | ''    | ''         | -2, 1.5, 9, 10",
        "10 9 1            | numbers | z to a   | 10 9 1",
        "éclair, zoo, Ei   | ''    | ''         | éclair, Ei, zoo",
        "b a               | ''    | ''         | none",
        "[b, a]            | ''    | ''         | none",
        "b, a and c        | ''    | ''         | none",
        "3 May, 1 June     | ''    | ''         | none",
        "alone             | words | ''         | none",
      })
  void sortsListsThatArePlain(String text, String what, String order, String answer) {
    var arguments = new Arguments(Map.of(Arguments.TEXT, text, "what", what, "order", order));

    assertThat(new Sorting().answer(arguments).orElse("none")).isEqualTo(answer);
  }

  @Test
  void sortsAsManyNumbersAsTheJdkDoes() {
    long seed = 11L;
    var random = new Random(seed);
    List<Integer> numbers = new ArrayList<>();
    random.ints(2_000, -999, 1_000).forEach(numbers::add);
    String text = String.join("\n", numbers.stream().map(String::valueOf).toList());
    numbers.sort(null);

    assertThat(new Sorting().answer(payload(text)).orElseThrow().lines())
        .as("seed %d", seed)
        .containsExactlyElementsOf(numbers.stream().map(String::valueOf).toList());
  }

  @Test
  void linesWithoutAFenceMustBeOneWordEach() {
    var lines = new PlainLines(new Sorting());

    assertThat(lines.answer(payload("b\n a"))).contains(" a\nb");
    assertThat(Stream.of("b", "b\nthen reverse it", "b\n\na", "b\na\nThanks!", "b\na\nplease"))
        .allSatisfy(text -> assertThat(lines.answer(payload(text))).isEmpty());
  }

  @Test
  void changesLists() {
    assertThat(ListChanges.dedupe(payload("b, a, b"))).contains("b, a");
    assertThat(ListChanges.reverse(payload("1\n2 x"))).contains("2 x\n1");
    assertThat(ListChanges.number(payload("red, green"))).contains("1. red\n2. green");
    assertThat(ListChanges.join(payload("a\nb", "separator", "pipes"))).contains("a|b");
    assertThat(ListChanges.join(payload("a\nb", "separator", "Semicolon"))).contains("a; b");
    assertThat(ListChanges.split(payload("a/b /c", "separator", "slashes"))).contains("a\nb\nc");
    assertThat(ListChanges.split(payload("a-b", "separator", "dashes"))).contains("a\nb");
    assertThat(ListChanges.split(payload("ab", "separator", "comma"))).isEmpty();
  }

  @Test
  void turnsTextRoundByWhatAReaderSees() {
    assertThat(TextReversal.reverse(payload("ab e\u0301👨‍👩‍👧"))).contains("👨‍👩‍👧e\u0301 ba");
    assertThat(TextReversal.palindrome(payload("Level"))).get().asString().startsWith("Yes");
    assertThat(TextReversal.palindrome(payload("lever"))).get().asString().contains("\"revel\"");
    assertThat(Stream.of("été", "a", "..", "上海自来水来自海上"))
        .allSatisfy(text -> assertThat(TextReversal.palindrome(payload(text))).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "remove, extra, '  a \u00A0 b ', a b",
    "remove, '', ' a b ', ab",
    "strip, '', ' a  b ', a  b",
    "Collapse, '', 'a \t b', a b",
    "remove, leading and trailing, ' a b ', a b",
    "remove, all, '  ', none"
  })
  void cleansSpaces(String verb, String which, String text, String answer) {
    var arguments = new Arguments(Map.of(Arguments.TEXT, text, "verb", verb, "which", which));

    assertThat(new CleanSpaces().answer(arguments).orElse("none")).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "It’s 5 o'clock!, its-5-oclock",
    "Straße & Æther, strasse-aether",
    "--x--, x",
    "Привет, none",
    "!!!, none"
  })
  void makesSlugsOfLatinLetters(String text, String slug) {
    assertThat(new Slug().answer(payload(text)).orElse("none")).isEqualTo(slug);
  }

  private static Arguments payload(String text) {
    return new Arguments(Map.of(Arguments.TEXT, text));
  }

  private static Arguments payload(String text, String group, String value) {
    return new Arguments(Map.of(Arguments.TEXT, text, group, value));
  }
}
