package dev.rung.server.config;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a configuration, gathered while it is read. One thread. */
final class Problems {
  private final List<ConfigException.Problem> found = new ArrayList<>();

  void add(Place place, String message) {
    found.add(new ConfigException.Problem(place, message));
  }

  void failIfAny() throws ConfigException {
    if (!found.isEmpty()) {
      throw ConfigException.of(found);
    }
  }
}
