package dev.rung.server.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which settings file counts. */
public final class ConfigFile {
  private static final List<String> NAMES = List.of("rung.toml", "rung.yaml");

  private ConfigFile() {}

  /**
   * The file that the command line names, else the one that RUNG_CONFIG names, else rung.toml, else
   * rung.yaml in the folder, else none. A named file need not exist: reading it says so.
   *
   * @param named as the command line gives it
   * @param folder the working directory
   * @throws ConfigException when RUNG_CONFIG is no path
   */
  public static Optional<Path> find(
      Optional<Path> named, Map<String, String> environment, Path folder) throws ConfigException {
    if (named.isPresent()) {
      return named;
    }
    String variable = environment.getOrDefault(Variables.CONFIG, "");
    if (!variable.isEmpty()) {
      return Optional.of(path(variable));
    }
    return unnamed(folder).stream().filter(Files::exists).findFirst();
  }

  /** Where a file is looked for that nobody names, the first one that counts first. */
  public static List<Path> unnamed(Path folder) {
    return NAMES.stream().map(folder::resolve).toList();
  }

  private static Path path(String variable) throws ConfigException {
    try {
      return Path.of(variable);
    } catch (InvalidPathException e) {
      throw ConfigException.of(
          Place.ENVIRONMENT, Variables.CONFIG + " must be a path, not \"" + variable + "\"");
    }
  }
}
