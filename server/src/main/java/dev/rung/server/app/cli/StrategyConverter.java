package dev.rung.server.app.cli;

import dev.rung.v1.Strategy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a strategy's name, such as "quality-first". */
final class StrategyConverter implements ITypeConverter<Strategy>, Iterable<String> {

  @Override
  public Strategy convert(String text) {
    for (Strategy strategy : known()) {
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
    return known().stream().map(Show::label).iterator();
  }

  private static List<Strategy> known() {
    List<Strategy> known = new ArrayList<>(List.of(Strategy.values()));
    known.remove(Strategy.STRATEGY_UNSPECIFIED);
    known.remove(Strategy.UNRECOGNIZED);
    return known;
  }
}
