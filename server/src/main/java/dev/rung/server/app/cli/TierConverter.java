package dev.rung.server.app.cli;

import dev.rung.v1.Tier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a tier's number, 0 to 4. */
final class TierConverter implements ITypeConverter<Tier> {

  @Override
  public Tier convert(String text) {
    return switch (text) {
      case "0" -> Tier.TIER_0_TEMPLATE;
      case "1" -> Tier.TIER_1_TINY;
      case "2" -> Tier.TIER_2_SMALL;
      case "3" -> Tier.TIER_3_MEDIUM;
      case "4" -> Tier.TIER_4_LARGE;
      default -> throw new TypeConversionException("a tier is 0, 1, 2, 3 or 4, not '" + text + "'");
    };
  }
}
