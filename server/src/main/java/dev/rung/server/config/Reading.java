package dev.rung.server.config;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one reading of a configuration shares: environment, problems and the settings that exist.
 * One thread.
 */
final class Reading {
  private final Map<String, String> environment;
  private final Problems problems;
  private final Optional<Path> file;
  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final Map<String, Place> places = new HashMap<>();
  private final Set<String> variables = new LinkedHashSet<>();

  /**
   * A reading that has found nothing so far.
   *
   * @param file what is read; absent where only defaults and variables count
   */
  Reading(Map<String, String> environment, Problems problems, Optional<Path> file) {
    this.environment = environment;
    this.problems = problems;
    this.file = file;
  }

  void problem(Place place, String message) {
    problems.add(place, message);
  }

  void know(Setting setting) {
    settings.putIfAbsent(setting.key(), setting);
  }

  void found(String key, Place place) {
    places.put(key, place);
  }

  /** Where a single value of this key was found. */
  Place placeOf(String key) {
    return places.getOrDefault(key, Place.ENVIRONMENT);
  }

  /** Where the first value of this table was found. */
  Place placeUnder(String table) {
    return places.entrySet().stream()
        .filter(value -> value.getKey().startsWith(table + "."))
        .map(Map.Entry::getValue)
        .min(Comparator.comparingInt(Place::line))
        .orElse(Place.ENVIRONMENT);
  }

  /** Every setting that was asked for so far. */
  List<Setting> settings() {
    return List.copyOf(settings.values());
  }

  void knowVariable(String name) {
    variables.add(name);
  }

  /** The variable's text; an empty variable counts as not set. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isEmpty());
  }

  /** Whether any variable with this prefix is set. */
  boolean hasVariables(String prefix) {
    return environment.entrySet().stream()
        .anyMatch(e -> e.getKey().startsWith(prefix) && !e.getValue().isEmpty());
  }

  /** Relative paths start in the folder of the settings file, or in the working directory. */
  Path resolve(Path path) {
    return file.map(f -> f.resolveSibling(path)).orElse(path);
  }

  void refuseUnknownVariables() {
    environment.forEach((name, value) -> {
      boolean ours = name.startsWith(Variables.PREFIX) && !value.isEmpty();
      if (ours && !variables.contains(name) && !Variables.isForeign(name, value)) {
        Optional<String> nearest = Nearest.to(name, variables);
        String hint = nearest.map(n -> ": did you mean " + n + "?").orElse("");
        problem(Place.ENVIRONMENT, "unknown variable " + name + hint);
      }
    });
  }
}
