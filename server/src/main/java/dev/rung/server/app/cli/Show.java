package dev.rung.server.app.cli;

import dev.rung.v1.Tier;
import java.math.BigDecimal;
import java.util.Locale;

/** Figures and names of the contract as people read them. */
final class Show {

  private Show() {}

  /** Such as "$0.00012" or "-$2"; every digit that is there. */
  static String money(long nanos) {
    BigDecimal dollars = BigDecimal.valueOf(nanos, 9).stripTrailingZeros().abs();
    return (nanos < 0 ? "-$" : "$")
        + (dollars.scale() < 0 ? dollars.setScale(0) : dollars).toPlainString();
  }

  /** Such as "0.4 ms" or "812 ms". */
  static String millis(double millis) {
    return millis < 10 ? fixed(millis, 1) + " ms" : fixed(millis, 0) + " ms";
  }

  /** Such as "40 ms" or "12.5 s". */
  static String time(double millis) {
    return millis < 1000 ? millis(millis) : fixed(millis / 1000, 1) + " s";
  }

  /** Such as "98.5 %", of a share from 0 to 1. */
  static String share(double share) {
    return percent(share * 100);
  }

  static String percent(double percent) {
    return fixed(percent, 1) + " %";
  }

  static String fixed(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** With spaces in front, so many characters wide. */
  static String padded(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  /** Such as "1 file" or "8 files". */
  static String files(int count) {
    return count == 1 ? "1 file" : count + " files";
  }

  /** Such as "tier 2"; "-" where none is set. */
  static String tier(Tier tier) {
    return switch (tier) {
      case TIER_0_TEMPLATE -> "tier 0";
      case TIER_1_TINY -> "tier 1";
      case TIER_2_SMALL -> "tier 2";
      case TIER_3_MEDIUM -> "tier 3";
      case TIER_4_LARGE -> "tier 4";
      case TIER_LOCAL_FALLBACK -> "local fallback";
      case TIER_UNSPECIFIED -> "-";
      case UNRECOGNIZED -> "unknown tier";
    };
  }

  /** An enum's name as the command line spells it, such as "quality-first". */
  static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
