package dev.rung.classifier.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhraseReaderTest {

  @Test
  void readsSlotsNumbersAndChoices() {
    Phrase phrase = PhraseReader.line("say {word:2} {^name} {#2-9} [[{a}|b|]]");

    assertThat(phrase.parts())
        .containsExactly(
            new Part.Words("say "),
            new Part.Slot("word", "{word:2}", false),
            new Part.Words(" "),
            new Part.Slot("name", "{name}", true),
            new Part.Words(" "),
            new Part.Amount(2, 9, "{#2-9}"),
            new Part.Words(" "),
            new Part.OneOf(
                List.of(
                    new Phrase(List.of(new Part.Slot("a", "{a}", false)), false),
                    new Phrase(List.of(new Part.Words("b")), false),
                    new Phrase(List.of(), false))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{ x }", "{X}", "{}", "a { b", "[[ -f x ]]", "[a|b]", "[[a", "{#1-x}", "a | b"})
  void keepsWhatIsNoNotation(String text) {
    assertThat(PhraseReader.line(text).parts()).containsExactly(new Part.Words(text));
  }

  @Test
  void knowsEscapesOnALine() {
    assertThat(PhraseReader.line("a\\nb \\{c} \\| d\\\\").parts())
        .containsExactly(new Part.Words("a\nb {c} | d\\"));
  }

  @Test
  void keepsBackslashesOfABlockExceptBeforeABrace() {
    assertThat(PhraseReader.block("a\\nb \\{c}").parts())
        .containsExactly(new Part.Words("a\\nb {c}"));
  }

  @Test
  void refusesNumbersThatDoNotRise() {
    assertThatThrownBy(() -> PhraseReader.line("{#9-2}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("numbers must rise in {{#9-2}}");
  }
}
