package dev.rung.server.template.function;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Units by every name they go by. A name is looked up as written first ("Mb" is a megabit) and then
 * in lower case ("mb" is a megabyte, "KM" a kilometre). One name may mean several units: an ounce
 * of mass and an ounce of volume.
 */
final class UnitTable {
  private final Map<String, List<Unit>> byName = new HashMap<>();

  private UnitTable() {}

  static UnitTable builtIn() {
    var units = new UnitTable();
    for (List<String> row : FactTable.read("units.txt", 4)) {
      var unit = unit(row.get(0), row.get(1), row.get(2));
      units.addName(unit.symbol(), unit);
      for (String name : row.get(3).split(", ", -1)) {
        units.addName(name, unit);
      }
    }
    return units;
  }

  /** The same for a name in some language; symbols and English names are known in all. */
  List<Unit> named(String name, Tongue tongue) {
    List<String> symbols = LocalUnits.of(tongue).symbols(name);
    return symbols.isEmpty()
        ? named(name)
        : symbols.stream().map(this::named).flatMap(List::stream).toList();
  }

  /** Every unit of this name, in the order of the table. */
  List<Unit> named(String name) {
    String written = name.strip().replace("° ", "°");
    List<Unit> exact = byName.get(written);
    return exact != null ? exact : byName.getOrDefault(written.toLowerCase(Locale.ROOT), List.of());
  }

  /**
   * The scale is a factor; for temperatures " + " and the shift follow; "/ " makes it a divisor.
   */
  private static Unit unit(String quantity, String symbol, String scale) {
    if (scale.startsWith("/ ")) {
      return new Unit(symbol, quantity, fraction(scale.substring(2)), Rational.of(0), true);
    }
    int plus = scale.indexOf(" + ");
    String factor = plus < 0 ? scale : scale.substring(0, plus);
    String shift = plus < 0 ? "0" : scale.substring(plus + 3);
    return new Unit(symbol, quantity, fraction(factor), fraction(shift), false);
  }

  private void addName(String name, Unit unit) {
    byName.computeIfAbsent(name, any -> new ArrayList<>()).add(unit);
  }

  /** A decimal number, or two of them with a slash between. */
  private static Rational fraction(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Rational.of(new BigDecimal(text));
    }
    return fraction(text.substring(0, slash)).dividedBy(fraction(text.substring(slash + 1)));
  }
}
