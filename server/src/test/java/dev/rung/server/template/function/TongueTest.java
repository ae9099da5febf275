package dev.rung.server.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TongueTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12,5       | 12.5",
        "12.5       | 12.5",
        "-0,5       | -0.5",
        "−3,25      | -3.25",
        "0,125      | 0.125",
        "1234,567   | 1234.567",
        "1.234,5    | 1234.5",
        "1,234.5    | 1234.5",
        "1.234.567  | 1234567",
        "1000       | 1000",
        "1.2345     | 1.2345",
      })
  void readsANumberThatHasOneReadingWhereACommaSeparatesDecimals(String text, String number) {
    assertThat(Tongue.GERMAN.decimal(text)).contains(new BigDecimal(number));
  }

  @Test
  void leavesNumbersWithTwoReadingsOrNone() {
    assertThat(
            Stream.of(
                "1.500",
                "1,500",
                "-12.345",
                "1.23.456",
                "1.234,5,6",
                "1,2,3",
                ",",
                "",
                "-",
                "1,",
                "007",
                "12,",
                "1.2345,6",
                "a",
                "9".repeat(101)))
        .allSatisfy(text -> assertThat(Tongue.FRENCH.decimal(text)).isEmpty());
    assertThat(Tongue.ENGLISH.decimal("12,5")).isEmpty();
    assertThat(Tongue.HINDI.decimal("1,500")).contains(new BigDecimal("1500"));
  }

  @Test
  void writesDecimalsAsTheLanguageDoes() {
    assertThat(Tongue.SPANISH.shown("-12.5")).isEqualTo("-12,5");
    assertThat(Tongue.JAPANESE.shown("-12.5")).isEqualTo("-12.5");
    assertThat(Tongue.of("ja")).contains(Tongue.JAPANESE);
    assertThat(Tongue.of("xx")).isEmpty();
  }
}
