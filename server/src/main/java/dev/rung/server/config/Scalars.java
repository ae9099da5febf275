package dev.rung.server.config;

import java.util.Optional;

/**
 * Scalars as the types of the JDK; absent where the type is another. Texts that came from a
 * variable stand for any type.
 */
final class Scalars {
  private Scalars() {}

  static Optional<String> text(Node.Scalar scalar) {
    return scalar instanceof Node.Text text ? Optional.of(text.value()) : Optional.empty();
  }

  static Optional<Boolean> flag(Node.Scalar scalar) {
    if (scalar instanceof Node.Flag flag) {
      return Optional.of(flag.value());
    }
    return untyped(scalar)
        .filter(text -> text.equals("true") || text.equals("false"))
        .map(Boolean::valueOf);
  }

  static Optional<Long> whole(Node.Scalar scalar) {
    if (scalar instanceof Node.Whole whole) {
      return Optional.of(whole.value());
    }
    return untyped(scalar).flatMap(Scalars::parseWhole);
  }

  static Optional<Double> number(Node.Scalar scalar) {
    return switch (scalar) {
      case Node.Whole whole -> Optional.of((double) whole.value());
      case Node.Fraction fraction -> Optional.of(fraction.value()).filter(Double::isFinite);
      case Node.Text text -> untyped(text).flatMap(Scalars::parseNumber);
      case Node.Flag flag -> Optional.empty();
      case Node.Foreign foreign -> Optional.empty();
      case Node.Nothing nothing -> Optional.empty();
    };
  }

  private static Optional<String> untyped(Node.Scalar scalar) {
    return scalar instanceof Node.Text text && text.untyped()
        ? Optional.of(text.value())
        : Optional.empty();
  }

  private static Optional<Long> parseWhole(String text) {
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException notWhole) {
      return Optional.empty();
    }
  }

  private static Optional<Double> parseNumber(String text) {
    try {
      return Optional.of(Double.valueOf(text)).filter(Double::isFinite);
    } catch (NumberFormatException notNumber) {
      return Optional.empty();
    }
  }
}
