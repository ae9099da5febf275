package dev.rung.server.template.function;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/** A language that people ask in, and what it does with numbers. */
public enum Tongue {
  ENGLISH("en", false),
  GERMAN("de", true),
  SPANISH("es", true),
  FRENCH("fr", true),
  CHINESE("zh", false),
  JAPANESE("ja", false),
  HINDI("hi", false);

  private final String code;
  private final boolean decimalComma;

  Tongue(String code, boolean decimalComma) {
    this.code = code;
    this.decimalComma = decimalComma;
  }

  /** The language of an ISO 639-1 code such as "de". */
  public static Optional<Tongue> of(String code) {
    return Arrays.stream(values()).filter(language -> language.code.equals(code)).findAny();
  }

  /** Its ISO 639-1 code. */
  public String code() {
    return code;
  }

  /** The number, if it has one reading only to those who speak the language. */
  public Optional<BigDecimal> decimal(String text) {
    return plain(text).map(BigDecimal::new);
  }

  /** A plain decimal such as "-12.5" as the language writes it. */
  public String shown(String plainDecimal) {
    return decimalComma ? plainDecimal.replace('.', ',') : plainDecimal;
  }

  Optional<Rational> number(String text) {
    return decimal(text).map(Rational::of);
  }

  String shown(Rational value) {
    return shown(value.toString());
  }

  /** The same number with a decimal point and nothing between thousands. */
  Optional<String> plain(String text) {
    return decimalComma ? CommaNumbers.plain(text) : Numbers.plain(text);
  }
}
