package dev.rung.server.app.cli;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an amount in US dollars: a decimal number without a sign of a currency. */
final class DollarConverter implements ITypeConverter<BigDecimal> {

  @Override
  public BigDecimal convert(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException notANumber) {
      throw new TypeConversionException(
          "an amount is a number of US dollars such as 12.50, not '" + text + "'");
    }
  }
}
