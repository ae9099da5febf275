package dev.rung.server.app;

import dev.rung.server.config.LogSettings;
import dev.rung.server.log.LogConfigurator;
import java.util.Locale;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sets logging up before the first line is written. */
final class Logging {
  private Logging() {}

  /** Once per process; a later call changes nothing. */
  static void start(LogSettings settings) {
    System.setProperty(LogConfigurator.FORMAT, lower(settings.format()));
    System.setProperty(LogConfigurator.LEVEL, lower(settings.level()));
    if (!SLF4JBridgeHandler.isInstalled()) {
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
