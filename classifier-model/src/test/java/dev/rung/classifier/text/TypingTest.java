package dev.rung.classifier.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypingTest {

  @ParameterizedTest
  @CsvSource({
    "LOWER_CASE, Fix the Typo., fix the typo.",
    "UPPER_CASE, Fix it, FIX IT",
    "NO_PUNCTUATION, 'Well, is it 3.5? Yes.', Well is it 3.5 Yes",
    "NO_PUNCTUATION, 你好吗？, 你好吗",
    "NO_PUNCTUATION, Tu viens ?, Tu viens",
    "NO_ACCENTS, ¿Qué tal? Größe, ¿Que tal? Große",
    "NO_ACCENTS, が नहीं, が नहीं",
  })
  void changesWhatWasTyped(Typing typing, String text, String changed) {
    String result = typing.change(text, new SplittableRandom(1));

    assertThat(Normalizer.normalize(result, Normalizer.Form.NFC))
        .isEqualTo(Normalizer.normalize(changed, Normalizer.Form.NFC));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void slipsWithinAWord(long seed) {
    String text = "Translate the sentence";

    String slipped = Typos.one(text, new SplittableRandom(seed));

    assertThat(slipped).isNotEqualTo(text).startsWith("T");
    assertThat(slipped.length()).isBetween(text.length() - 1, text.length() + 1);
    assertThat(slipped.split(" ", -1)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "OK 12 OK 34", "今天天气很好吗"})
  void leavesATextWithoutWordsToSlipIn(String text) {
    assertThat(Typos.one(text, new SplittableRandom(1))).isEqualTo(text);
  }

  @Test
  void leavesLinesSetInAlone() {
    List<Piece> code = List.of(new Piece("def F():\n    Return X", false));

    assertThat(Typing.LOWER_CASE.apply(code, new SplittableRandom(1))).isEqualTo(code);
  }

  @Test
  void leavesMaterialAndBackQuotesAlone() {
    List<Piece> pieces =
        List.of(new Piece("Fix ", false), new Piece("CODE", true), new Piece(" `A` B", false));

    assertThat(Typing.LOWER_CASE.apply(pieces, new SplittableRandom(1)))
        .containsExactly(
            new Piece("fix ", false), new Piece("CODE", true), new Piece(" `A` B", false));
  }
}
