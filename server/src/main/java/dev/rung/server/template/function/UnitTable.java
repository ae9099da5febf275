package dev.rung.server.template.function;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

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
    TomlTable quantities = TomlTableResource.read("units.toml");
    for (String quantity : quantities.keySet()) {
      units.addQuantity(quantity, quantities.getTableOrEmpty(quantity));
    }
    return units;
  }

  /** Every unit of this name, in the order of the table. */
  List<Unit> named(String name) {
    List<Unit> exact = byName.get(name);
    return exact != null ? exact : byName.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  private void addQuantity(String quantity, TomlTable units) {
    for (String symbol : units.keySet()) {
      TomlTable row = units.getTableOrEmpty(List.of(symbol));
      var unit =
          new Unit(
              symbol,
              quantity,
              fraction(row.getString("factor", () -> "1")),
              fraction(row.getString("shift", () -> "0")),
              row.getBoolean("negative", () -> true));
      addName(symbol, unit);
      TomlArray names = row.getArrayOrEmpty("names");
      for (int i = 0; i < names.size(); i++) {
        addName(names.getString(i), unit);
      }
    }
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
