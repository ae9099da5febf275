package dev.rung.server.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "12.50|12.5",
        "-3|-3",
        "−3|-3",
        ".5|0.5",
        "1,000|1000",
        "12,345,678.9|12345678.9",
        "0.1|0.1"
      })
  void readsNumbersAsPeopleTypeThem(String text, String value) {
    assertThat(Numbers.parse(text)).get().hasToString(value);
  }

  @Test
  void refusesWhatCouldMeanTwoThings() {
    assertThat(
            Stream.of(
                "",
                "-",
                ".",
                "1.",
                "12,5",
                "1,00",
                "1,0000",
                ",100",
                "1,,000",
                "007",
                "00.5",
                "1.2.3",
                "1e5",
                "0x10",
                "+1",
                "--1",
                "١٢",
                "１２",
                "1 000",
                "NaN",
                "1".repeat(101)))
        .allSatisfy(text -> assertThat(Numbers.parse(text)).isEmpty());
  }
}
