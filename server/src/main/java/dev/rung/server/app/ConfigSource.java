package dev.rung.server.app;

import dev.rung.server.config.ConfigException;
import dev.rung.server.config.ConfigFile;
import dev.rung.server.config.ConfigLoader;
import dev.rung.server.config.Configuration;
import dev.rung.server.config.Whereabouts;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the configuration comes from, now and at every reload. Holds the environment, keys
 * included: never logged.
 *
 * @param named the file that was asked for
 * @param folder the working directory, where an unnamed file is looked for
 */
record ConfigSource(Optional<Path> named, Map<String, String> environment, Path folder) {
  ConfigSource {
    environment = Map.copyOf(environment);
  }

  Configuration load() throws ConfigException {
    return ConfigLoader.load(file(), environment);
  }

  /** Of the same, what a command of this machine has to know. */
  Whereabouts whereabouts() throws ConfigException {
    return ConfigLoader.whereabouts(file(), environment);
  }

  Optional<Path> file() throws ConfigException {
    return ConfigFile.find(named, environment, folder);
  }

  @Override
  public String toString() {
    return "ConfigSource[" + named + "]";
  }
}
