package dev.rung.server.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads settings from texts, through real files in a folder of the test. */
record Loading(Path folder) {

  Configuration toml(String text) throws ConfigException {
    return toml(text, Map.of());
  }

  Configuration toml(String text, Map<String, String> environment) throws ConfigException {
    return ConfigLoader.load(Optional.of(write("rung.toml", text)), environment);
  }

  Configuration yaml(String text) throws ConfigException {
    return ConfigLoader.load(Optional.of(write("rung.yaml", text)), Map.of());
  }

  static Configuration environment(Map<String, String> environment) throws ConfigException {
    return ConfigLoader.load(Optional.empty(), environment);
  }

  /** What is wrong with the text, each as "line: message". */
  List<String> problems(String toml) {
    return problems(toml, Map.of());
  }

  List<String> problems(String toml, Map<String, String> environment) {
    return problemsOf(write("rung.toml", toml), environment);
  }

  List<String> yamlProblems(String yaml) {
    return problemsOf(write("rung.yaml", yaml), Map.of());
  }

  static List<String> problemsOf(Path file, Map<String, String> environment) {
    ConfigException refused =
        catchThrowableOfType(
            ConfigException.class, () -> ConfigLoader.load(Optional.of(file), environment));
    return refused == null ? List.of() : refused.problems().stream().map(Loading::spelled).toList();
  }

  private static String spelled(ConfigException.Problem problem) {
    Place place = problem.place();
    return (place.line() == 0 ? place.source() : String.valueOf(place.line()))
        + ": "
        + problem.message();
  }

  static ConfiguredProvider provider(Configuration read, String name) {
    return Optional.ofNullable(read.providers().get(name))
        .orElseThrow(() -> new AssertionError("no provider is called " + name));
  }

  Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
