package dev.rung.server.discover;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The variables of the process; an empty one counts as not set. Holds keys: never logged. */
record Environment(Map<String, String> variables) {
  Environment {
    variables = Map.copyOf(variables);
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** The first of these that is set. */
  Optional<String> firstSet(List<String> names) {
    return names.stream().filter(name -> get(name).isPresent()).findFirst();
  }

  @Override
  public String toString() {
    return "Environment[" + variables.size() + " variables]";
  }
}
