package dev.rung.server.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0   | Exit code 0: success.",
        "130 | Exit code 130 = 128 + 2: ended by SIGINT (interrupted from the keyboard (Ctrl+C)).",
        "143 | Exit code 143 = 128 + 15: ended by SIGTERM (asked to end, as by \"kill\" or \"docker stop\").",
        "3   | none",
        "192 | none",
        "999 | none",
      })
  void knowsExitCodesThatMeanTheSameEverywhere(String code, String answer) {
    assertThat(new ExitCode().answer(new Arguments(Map.of("code", code))).orElse("none"))
        .isEqualTo(answer);
  }

  @Test
  void everyPortLeadsToItsServiceAndBack() {
    for (List<String> row : FactTable.read("ports.txt", 4)) {
      for (String port : row.get(1).split(", ", -1)) {
        assertThat(Integer.parseInt(port)).isBetween(1, 65_535);
        assertThat(Ports.serviceOf(new Arguments(Map.of("port", port))).orElseThrow())
            .contains(row.get(0));
      }
      for (String name : row.get(3).split(", ", -1)) {
        assertThat(Ports.ofService(new Arguments(Map.of("service", name))).orElseThrow())
            .startsWith(row.get(0) + ": port ")
            .contains(row.get(1).split(", ", -1)[0]);
      }
    }
    assertThat(Ports.serviceOf(new Arguments(Map.of("port", "1")))).isEmpty();
    assertThat(Ports.ofService(new Arguments(Map.of("service", "my app")))).isEmpty();
  }

  @Test
  void noEndingAndNoServiceIsListedTwice() {
    assertThat(
            FactTable.read("mime-types.txt", 2).stream()
                .flatMap(row -> Stream.of(row.get(0).split(", ", -1))))
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(80);
    assertThat(
            FactTable.read("ports.txt", 4).stream()
                .flatMap(row -> Stream.of(row.get(3).split(", ", -1))))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "PNG, image/png",
    "docx, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xyz, none",
    "'', none"
  })
  void knowsTheTypeOfAnEnding(String ending, String type) {
    assertThat(MimeTypes.ofEnding(new Arguments(Map.of("ending", ending))).orElse("none"))
        .isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "A, 'A is U+0041 LATIN CAPITAL LETTER A, decimal 65, in UTF-8 41.'",
    "€, '€ is U+20AC EURO SIGN, decimal 8364, in UTF-8 E2 82 AC.'",
    "AB, none",
    "\uE000, none",
    "'', none"
  })
  void knowsTheNumberOfACharacter(String character, String answer) {
    assertThat(CharacterCode.of(new Arguments(Map.of("character", character))).orElse("none"))
        .isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "hex, 1F375, 'U+1F375 is 🍵, TEACUP WITHOUT HANDLE, decimal 127861.'",
    "hex, 200B, 'U+200B is not shown, ZERO WIDTH SPACE, decimal 8203.'",
    "hex, D800, none",
    "hex, 110000, none",
    "hex, x, none",
    "decimal, 48, 'U+0030 is 0, DIGIT ZERO, decimal 48.'",
    "decimal, 128, none",
    "decimal, 99999999999, none",
    "other, 1, none"
  })
  void knowsTheCharacterOfANumber(String group, String code, String answer) {
    assertThat(CharacterCode.at(new Arguments(Map.of(group, code))).orElse("none"))
        .isEqualTo(answer);
  }
}
