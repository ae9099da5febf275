package dev.rung.server.template.function;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tomlj.TomlTable;

/** Time zones by the name of a big city or by IANA id, in any case. */
final class Zones {
  private final Map<String, ZoneId> byCity = new HashMap<>();

  private Zones() {}

  static Zones builtIn() {
    var zones = new Zones();
    TomlTable cities = TomlTableResource.read("cities.toml");
    for (String city : cities.keySet()) {
      zones.byCity.put(city, ZoneId.of(cities.getString(List.of(city), () -> "")));
    }
    return zones;
  }

  /** Empty for abbreviations such as "CST", which several zones share. */
  Optional<ZoneId> named(String place) {
    ZoneId ofCity = byCity.get(place.toLowerCase(Locale.ROOT));
    if (ofCity != null) {
      return Optional.of(ofCity);
    }
    if (place.equalsIgnoreCase("UTC") || place.equalsIgnoreCase("GMT")) {
      return Optional.of(ZoneOffset.UTC);
    }
    return place.indexOf('/') > 0 ? byId(place.replace(' ', '_')) : Optional.empty();
  }

  private static Optional<ZoneId> byId(String id) {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(known -> known.equalsIgnoreCase(id))
        .findAny()
        .map(ZoneId::of);
  }
}
