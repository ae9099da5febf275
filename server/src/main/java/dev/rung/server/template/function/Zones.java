package dev.rung.server.template.function;

import java.text.Normalizer;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Time zones by the name of a big city or by IANA id, in any case. */
final class Zones {
  /** Ids, resolved when they are asked for: reading the rules of a hundred zones takes a while. */
  private final Map<String, String> idByCity = new HashMap<>();

  private Zones() {}

  static Zones builtIn() {
    var zones = new Zones();
    for (List<String> row : FactTable.read("cities.txt", 2)) {
      zones.idByCity.put(withoutAccents(row.get(0)), row.get(1));
    }
    return zones;
  }

  /** Empty for abbreviations such as "CST", which several zones share. */
  Optional<ZoneId> named(String place) {
    Optional<ZoneId> ofCity =
        Optional.ofNullable(idByCity.get(withoutAccents(place))).map(ZoneId::of);
    if (ofCity.isPresent()) {
      return ofCity;
    }
    if (place.equalsIgnoreCase("UTC") || place.equalsIgnoreCase("GMT")) {
      return Optional.of(ZoneOffset.UTC);
    }
    return place.indexOf('/') > 0 ? byId(place.replace(' ', '_')) : Optional.empty();
  }

  /** "Bogotá" is as often written without its accent. */
  private static String withoutAccents(String place) {
    return Normalizer.normalize(place, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }

  private static Optional<ZoneId> byId(String id) {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(known -> known.equalsIgnoreCase(id))
        .findAny()
        .map(ZoneId::of);
  }
}
