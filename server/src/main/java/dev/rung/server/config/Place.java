package dev.rung.server.config;

/**
 * Where a setting was written.
 *
 * @param source a file as it was named, or "environment"
 * @param line from 1; 0 where there are no lines
 */
public record Place(String source, int line) {
  static final Place ENVIRONMENT = new Place("environment", 0);

  /** Such as "rung.toml:12". */
  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line;
  }
}
