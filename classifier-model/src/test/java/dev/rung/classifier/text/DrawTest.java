package dev.rung.classifier.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawTest {
  private static final Grammar GRAMMAR =
      GrammarReaderTest.grammar(
          """
          list fruit
            apple | pear | plum
          list salad
            {fruit} and {fruit:2}
          text code
          <<<
          int x;
          >>>
          """);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void givesEqualSlotsOneValueAndOtherSlotsAnother(long seed) {
    String[] drawn = draw("{fruit} {fruit:2} {fruit:3} {fruit}", seed).split(" ", -1);

    assertThat(drawn[3]).isEqualTo(drawn[0]);
    assertThat(List.of(drawn[0], drawn[1], drawn[2]))
        .containsExactlyInAnyOrder("apple", "pear", "plum");
  }

  @Test
  void fillsSlotsInsideFillersAndSetsCapitals() {
    assertThat(draw("{^salad}", 7)).matches("(Apple|Pear|Plum) and (apple|pear|plum)");
  }

  @Test
  void drawsNumbersFromBothEnds() {
    List<String> numbers = LongStream.range(0, 40).mapToObj(seed -> draw("{#1-2}", seed)).toList();

    assertThat(numbers).contains("1", "2").allMatch(number -> number.matches("[12]"));
  }

  @Test
  void marksMaterialAsPasted() {
    List<Piece> pieces = new Draw(GRAMMAR, "en", new SplittableRandom(1)).fill(line("see {code}"));

    assertThat(pieces).containsExactly(new Piece("see ", false), new Piece("int x;", true));
  }

  @Test
  void fillsNothingFromAListThatIsMissing() {
    assertThat(new Draw(GRAMMAR, "en", new SplittableRandom(1)).fillFrom("nut")).isEmpty();
  }

  private static String draw(String template, long seed) {
    return Piece.join(new Draw(GRAMMAR, "en", new SplittableRandom(seed)).fill(line(template)));
  }

  private static Phrase line(String template) {
    return PhraseReader.line(template);
  }
}
