package dev.rung.server.config;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A configuration that is refused, with everything that is wrong with it. Messages name the
 * setting, the rule and the value, and hold no secret.
 */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** One fault and its place. */
  public record Problem(Place place, String message) {
    @Override
    public String toString() {
      return place + ": " + message;
    }
  }

  private ConfigException(List<Problem> problems, String message) {
    super(message);
    this.problems = problems;
  }

  /** At least one problem. */
  static ConfigException of(List<Problem> problems) {
    List<Problem> sorted =
        problems.stream()
            .sorted(
                Comparator.comparing((Problem p) -> p.place().source())
                    .thenComparingInt(p -> p.place().line()))
            .toList();
    return new ConfigException(
        sorted, sorted.stream().map(Problem::toString).collect(Collectors.joining("\n")));
  }

  /** What no single setting tells, but the daemon finds when it starts. */
  public static ConfigException refused(Configuration configuration, String message) {
    Place place =
        configuration.file().map(file -> new Place(file.toString(), 0)).orElse(Place.ENVIRONMENT);
    return of(place, message);
  }

  static ConfigException of(Place place, String message) {
    return of(List.of(new Problem(place, message)));
  }

  /** At least one, by place. */
  public List<Problem> problems() {
    return problems;
  }
}
