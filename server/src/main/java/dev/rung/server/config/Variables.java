package dev.rung.server.config;

import java.util.Locale;
import java.util.Set;

/** The names of the environment variables that belong to Rung. */
final class Variables {
  static final String PREFIX = "RUNG_";

  /** The settings file. */
  static final String CONFIG = "RUNG_CONFIG";

  /** Read by the launcher or the command line, not here. */
  private static final Set<String> FOR_TOOLS =
      Set.of(CONFIG, "RUNG_HOME", "RUNG_JAVA_HOME", "RUNG_JAVA_OPTS", "RUNG_API_KEY");

  private Variables() {}

  /** The variable of a setting: "routing.default_model" is RUNG_ROUTING_DEFAULT_MODEL. */
  static String of(String key) {
    return PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** Whether a variable is no setting and yet no mistake. */
  static boolean isForeign(String name, String value) {
    return FOR_TOOLS.contains(name) || isServiceLink(name, value);
  }

  /** What Kubernetes sets in every container for a service whose name begins with "rung". */
  private static boolean isServiceLink(String name, String value) {
    int port = name.indexOf("_PORT_");
    boolean numbered = port >= 0 && Character.isDigit(name.charAt(port + "_PORT_".length()));
    return name.endsWith("_SERVICE_HOST")
        || name.contains("_SERVICE_PORT")
        || numbered
        || (name.endsWith("_PORT") && value.contains("://"));
  }
}
