package dev.rung.server.app.cli;

import dev.rung.v1.Strategy;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a strategy's name, such as "quality-first". */
final class StrategyConverter implements ITypeConverter<Strategy>, Iterable<String> {

  /** What this version's daemon knows; the contract has names for more. */
  private static final List<Strategy> KNOWN =
      List.of(
          Strategy.BALANCED,
          Strategy.QUALITY_FIRST,
          Strategy.COST_FIRST,
          Strategy.PREFER_LOCAL,
          Strategy.LOCAL_ONLY,
          Strategy.PRIORITY);

  @Override
  public Strategy convert(String text) {
    for (Strategy strategy : KNOWN) {
      if (Show.label(strategy).equals(text)) {
        return strategy;
      }
    }
    throw new TypeConversionException(
        "a strategy is one of " + String.join(", ", this) + ", not '" + text + "'");
  }

  /** The names, for the help. */
  @Override
  public Iterator<String> iterator() {
    return KNOWN.stream().map(Show::label).iterator();
  }
}
