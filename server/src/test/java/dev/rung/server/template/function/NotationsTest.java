package dev.rung.server.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers in other bases and in Roman numerals, and text in HTML. */
class NotationsTest {
  @ParameterizedTest
  @CsvSource({
    "255, '', hex, 255 = 0xff",
    "-255, '', Binary, -255 = -0b11111111",
    "0xFF, '', decimal, 0xff = 255",
    "0b1010_1010, '', hex, 0b10101010 = 0xaa",
    "ff, hexadecimal, octal, 0xff = 0o377",
    "0b11, hex, decimal, none",
    "101, '', hex, none",
    "101, decimal, hex, 101 = 0x65",
    "12, binary, decimal, none",
    "9, octal, decimal, none",
    "ff, '', decimal, none",
    "7, '', decimal, none",
    "0x, '', decimal, none",
    "7, '', base 3, none",
    "11111111111111111111111111111111111111111111111111111111111111111, '', hex, none",
    "18446744073709551615, '', hex, 18446744073709551615 = 0xffffffffffffffff"
  })
  void writesNumbersInOtherBases(String number, String from, String to, String answer) {
    var arguments = new Arguments(Map.of("number", number, "from", from, "to", to));

    assertThat(new NumberBase().answer(arguments).orElse("none")).isEqualTo(answer);
  }

  @Test
  void everyRomanNumeralIsReadAsItWasWritten() {
    var roman = new RomanNumeral();
    Map<String, Integer> seen = new HashMap<>();
    for (int value = 1; value <= 3999; value++) {
      String written =
          roman.answer(new Arguments(Map.of("number", Integer.toString(value)))).orElseThrow();

      assertThat(roman.answer(new Arguments(Map.of("roman", written))))
          .contains(written + " = " + value);
      assertThat(seen.put(written, value)).isNull();
    }
  }

  @Test
  void whatIsNoRomanNumeralIsLeftToAModel() {
    var roman = new RomanNumeral();

    assertThat(Stream.of("IIII", "IC", "VX", "MMMM", "IVX", "", "ABC", "XIVI"))
        .allSatisfy(
            text -> assertThat(roman.answer(new Arguments(Map.of("roman", text)))).isEmpty());
    assertThat(Stream.of("0", "4000", "x", "-1"))
        .allSatisfy(
            text -> assertThat(roman.answer(new Arguments(Map.of("number", text)))).isEmpty());
  }

  @Test
  void escapedTextIsReadBack() {
    String text = "<a href='x'>\"Tom\" & Jerry</a> é🍵";

    String escaped = HtmlEntities.escape(payload(text)).orElseThrow();

    assertThat(escaped).doesNotContain("<", ">", "\"", "'");
    assertThat(HtmlEntities.unescape(payload(escaped))).contains(text);
  }

  @ParameterizedTest
  @CsvSource({
    "&copy; 2026 &mdash; &#x1F375;, © 2026 — 🍵",
    "&COPY;, none",
    "a & b;, none",
    "&amp, none",
    "plain, none",
    "&#0;, none",
    "&#55296;, none",
    "&#9999999;, none",
    "&#x110000;, none"
  })
  void readsReferencesItKnows(String text, String answer) {
    assertThat(HtmlEntities.unescape(payload(text)).orElse("none")).isEqualTo(answer);
  }

  @Test
  void aWordIsTakenWithoutQuotesAndMoreIsNot() {
    var word = new OneWord(HtmlEntities::unescape);

    assertThat(word.answer(payload("&lt;"))).contains("<");
    assertThat(word.answer(payload("&lt; and"))).isEmpty();
    assertThat(word.strictShape()).isTrue();
  }

  private static Arguments payload(String text) {
    return new Arguments(Map.of(Arguments.TEXT, text));
  }
}
