package dev.rung.server.template.function;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The group "number" (1 to 3999) in Roman numerals, or the group "roman" in digits. */
final class RomanNumeral implements TemplateFunction {
  private static final int MOST = 3999;

  private record Sign(String letters, int value) {}

  private static final List<Sign> SIGNS =
      List.of(
          new Sign("M", 1000),
          new Sign("CM", 900),
          new Sign("D", 500),
          new Sign("CD", 400),
          new Sign("C", 100),
          new Sign("XC", 90),
          new Sign("L", 50),
          new Sign("XL", 40),
          new Sign("X", 10),
          new Sign("IX", 9),
          new Sign("V", 5),
          new Sign("IV", 4),
          new Sign("I", 1));

  @Override
  public Optional<String> answer(Arguments arguments) {
    String number = arguments.get("number");
    if (!number.isEmpty()) {
      return Optional.of(number)
          .filter(text -> text.matches("[0-9]{1,4}"))
          .map(Integer::parseInt)
          .filter(value -> value >= 1 && value <= MOST)
          .map(RomanNumeral::written);
    }
    String roman = arguments.get("roman").toUpperCase(Locale.ROOT);
    int value = value(roman);
    return value >= 1 && written(value).equals(roman)
        ? Optional.of(roman + " = " + value)
        : Optional.empty();
  }

  private static String written(int value) {
    var text = new StringBuilder();
    int rest = value;
    for (Sign sign : SIGNS) {
      while (rest >= sign.value()) {
        text.append(sign.letters());
        rest -= sign.value();
      }
    }
    return text.toString();
  }

  /** Whatever the signs add up to; zero where other characters are left, or too many. */
  private static int value(String roman) {
    int at = 0;
    int value = 0;
    for (Sign sign : SIGNS) {
      while (roman.startsWith(sign.letters(), at)) {
        value += sign.value();
        at += sign.letters().length();
      }
    }
    return at == roman.length() && value <= MOST ? value : 0;
  }
}
