package dev.rung.server.app;

import dev.rung.server.app.cli.DaemonAddresses;
import dev.rung.server.app.cli.UsageException;
import dev.rung.server.config.ConfigException;
import dev.rung.server.config.ServerSettings;
import dev.rung.server.config.TlsTable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where a daemon of this configuration is found by commands on the same machine. */
final class ConfiguredAddresses {
  private ConfiguredAddresses() {}

  static DaemonAddresses find(Optional<Path> configFile, Map<String, String> environment)
      throws UsageException {
    try {
      ServerSettings server =
          new ConfigSource(configFile, environment, Path.of("")).whereabouts().server();
      return new DaemonAddresses(
          server.grpcAddress().toString(),
          server.adminAddress().toString(),
          server.tls().files().map(TlsTable.Files::certFile));
    } catch (ConfigException refused) {
      throw new UsageException(
          refused.getMessage() + "\n  or say with --address where the daemon listens");
    }
  }
}
