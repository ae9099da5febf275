package dev.rung.server.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberWordsTest {
  @ParameterizedTest
  @CsvSource({
    "en, zero, 0", "en, Twelve, 12", "en, twenty-one, 21", "en, ninety nine, 99",
    "de, sieben, 7", "de, dreißig, 30", "es, treinta y uno, 31", "es, once, 11",
    "fr, vingt-deux, 22", "fr, vingt et un, 21", "fr, dix-sept, 17", "zh, 两, 2",
    "zh, 二十三, 23", "ja, 十一, 11", "hi, सात, 7", "hi, नब्बे, 90",
  })
  void readsANumber(String language, String words, int number) {
    assertThat(NumberWords.of(Tongue.of(language).orElseThrow()).value(words)).contains(number);
  }

  @ParameterizedTest
  @CsvSource({
    "en, blue", "en, twenty twenty", "en, twenty-eleven", "en, five one", "en, twenty zero",
    "en, a few", "en, hundred", "de, viele", "es, muchos y uno", "fr, soixante-douze",
    "fr, quatre-vingt", "zh, 几", "ja, 七七", "hi, बहुत",
  })
  void leavesWhatIsNoneToAModel(String language, String words) {
    assertThat(NumberWords.of(Tongue.of(language).orElseThrow()).value(words)).isEmpty();
  }

  @Test
  void everyLanguageKnowsTheNumbersUpToTwenty() {
    assertThat(Stream.of(Tongue.values()).map(tongue -> NumberWords.of(tongue).values().values()))
        .allSatisfy(values ->
            assertThat(values)
                .contains(
                    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20));
  }
}
