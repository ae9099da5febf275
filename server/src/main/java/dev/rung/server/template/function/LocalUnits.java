package dev.rung.server.template.function;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The symbols of units by their names in one language; one name may mean several. */
record LocalUnits(Map<String, List<String>> symbolsByName) {
  private static final Map<Tongue, LocalUnits> KNOWN = new ConcurrentHashMap<>();

  /** Read when first asked for. */
  static LocalUnits of(Tongue tongue) {
    return KNOWN.computeIfAbsent(tongue, LocalUnits::read);
  }

  Set<String> names() {
    return symbolsByName.keySet();
  }

  List<String> symbols(String name) {
    return symbolsByName.getOrDefault(name.strip().toLowerCase(Locale.ROOT), List.of());
  }

  private static LocalUnits read(Tongue tongue) {
    Map<String, List<String>> symbols = new HashMap<>();
    if (tongue != Tongue.ENGLISH) {
      for (List<String> row : FactTable.read("units-" + tongue.code() + ".txt", 2)) {
        Arrays.stream(row.get(1).split(", ", -1))
            .forEach(
                name -> symbols.computeIfAbsent(name, any -> new ArrayList<>()).add(row.get(0)));
      }
    }
    return new LocalUnits(Map.copyOf(symbols));
  }
}
