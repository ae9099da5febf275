package dev.rung.server.template.function;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/** A whole number ("number") of the base "from" in the base "to". */
final class NumberBase implements TemplateFunction {
  private static final int LONGEST = 64;

  private enum Base {
    BINARY(2, "0b"),
    OCTAL(8, "0o"),
    DECIMAL(10, ""),
    HEX(16, "0x");

    private final int radix;
    private final String prefix;

    Base(int radix, String prefix) {
      this.radix = radix;
      this.prefix = prefix;
    }

    static Optional<Base> named(String name) {
      return switch (name.toLowerCase(Locale.ROOT)) {
        case "binary" -> Optional.of(BINARY);
        case "octal" -> Optional.of(OCTAL);
        case "decimal" -> Optional.of(DECIMAL);
        case "hex", "hexadecimal" -> Optional.of(HEX);
        default -> Optional.empty();
      };
    }

    static Optional<Base> ofPrefix(String number) {
      for (Base base : values()) {
        if (base != DECIMAL && number.startsWith(base.prefix)) {
          return Optional.of(base);
        }
      }
      return Optional.empty();
    }

    String shown(BigInteger value) {
      String digits = value.abs().toString(radix);
      return (value.signum() < 0 ? "-" : "") + prefix + digits;
    }
  }

  @Override
  public Optional<String> answer(Arguments arguments) {
    String written = arguments.get("number").toLowerCase(Locale.ROOT);
    boolean isNegative = written.startsWith("-");
    String number = isNegative ? written.substring(1) : written;
    Optional<Base> ofPrefix = Base.ofPrefix(number);
    String digits = (ofPrefix.isPresent() ? number.substring(2) : number).replace("_", "");
    return Base.named(arguments.get("to"))
        .flatMap(to ->
            from(arguments.get("from"), ofPrefix, digits, to)
                .filter(from -> from != to)
                .flatMap(from ->
                    value(digits, from)
                        .map(value -> isNegative ? value.negate() : value)
                        .map(value -> from.shown(value) + " = " + to.shown(value))));
  }

  /**
   * The base that is named or that the prefix says, which must agree; else decimal, unless the
   * digits could as well be binary and neither side is.
   */
  private static Optional<Base> from(String name, Optional<Base> ofPrefix, String digits, Base to) {
    if (!name.isEmpty()) {
      return Base.named(name).filter(base -> ofPrefix.isEmpty() || ofPrefix.get() == base);
    }
    if (ofPrefix.isPresent()) {
      return ofPrefix;
    }
    boolean looksBinary = digits.matches("[01]{3,}") && to != Base.BINARY;
    return looksBinary ? Optional.empty() : Optional.of(Base.DECIMAL);
  }

  private static Optional<BigInteger> value(String digits, Base base) {
    boolean fits =
        !digits.isEmpty()
            && digits.length() <= LONGEST
            && digits.chars().allMatch(c -> Character.digit(c, base.radix) >= 0);
    return fits ? Optional.of(new BigInteger(digits, base.radix)) : Optional.empty();
  }
}
