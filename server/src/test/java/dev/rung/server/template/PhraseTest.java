package dev.rung.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "what time is it?                        | what time is it",
        "Could you please tell me the time, please?! | the time",
        "what’s   the date...                    | what's the date",
        "2 + 3!                                  | 2 + 3!",
        "(3)!                                    | (3)!",
        "hello!!                                 | hello",
        "flip a coin for me, thanks              | flip a coin",
        "please                                  | please",
        "tell me . please                        | tell me",
        "?                                       | ?",
        "你好。                                    | 你好",
        "नमस्ते।                                   | नमस्ते",
        "５＋３！，％（ａ）？                          | 5+3!,%(a)",
        "५ + ३                                    | 5 + 3",
        "Kannst du mir bitte sagen, wie spät es ist? | wie spät es ist",
        "sag mir bitte, wie spät es ist            | wie spät es ist",
        "¿Me puedes decir qué hora es, por favor?  | qué hora es",
        "S’il vous plaît, dites-moi quelle heure il est, merci ! | quelle heure il est",
        "请问，现在几点？谢谢                         | 现在几点",
        "请告诉我现在几点                            | 现在几点",
        "東京の時間を教えてください。                  | 東京の時間",
        "कृपया मुझे बताओ समय क्या हुआ है।             | समय क्या हुआ है",
        "谢谢                                      | 谢谢",
        "bitte                                    | bitte",
      })
  void stripsWhatAsksForNothing(String request, String phrase) {
    assertThat(Phrase.of(request)).contains(new Phrase(phrase));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "25℃           | 25°C",
        "77 ℉ in ℃     | 77 °F in °C",
        "3㎞ und 100㎡  | 3km und 100m²",
        "2㎥           | 2m³",
        "5㌔は何㍍       | 5キロは何メートル",
        "2 ℓ           | 2 l",
        "№ 5, ½ and ™  | № 5, ½ and ™",
      })
  void spellsTheSignsOfUnits(String request, String phrase) {
    assertThat(Phrase.of(request)).contains(new Phrase(phrase));
  }

  @Test
  void isReadWithTheLastWordsBeforeItAsWell() {
    assertThat(Phrase.readings("Could you please give me a password?"))
        .containsExactly(new Phrase("a password"), new Phrase("give me a password"));
    assertThat(Phrase.readings("a password")).containsExactly(new Phrase("a password"));
    assertThat(Phrase.readings("please")).containsExactly(new Phrase("please"));
    assertThat(Phrase.readings("two\nlines")).isEmpty();
  }

  @Test
  void isShortAndOnOneLine() {
    assertThat(Phrase.of("a".repeat(Phrase.MAX_LENGTH))).isPresent();
    assertThat(Phrase.of("a".repeat(Phrase.MAX_LENGTH + 1))).isEmpty();
    assertThat(Phrase.of("two\nlines")).isEmpty();
    assertThat(Phrase.of("\n one line \n")).contains(new Phrase("one line"));
  }
}
