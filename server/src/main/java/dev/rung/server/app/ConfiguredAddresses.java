package dev.rung.server.app;

import dev.rung.server.app.cli.DaemonAddresses;
import dev.rung.server.app.cli.UsageException;
import dev.rung.server.config.Address;
import dev.rung.server.config.ConfigException;
import dev.rung.server.config.ServerSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where a daemon of this configuration is found by commands on the same machine. */
final class ConfiguredAddresses {
  /** Every address of the machine, by which nobody is called. */
  private static final Map<String, String> LOOPBACK_OF_ALL =
      Map.of("0.0.0.0", "127.0.0.1", "::", "::1");

  private ConfiguredAddresses() {}

  static DaemonAddresses find(Optional<Path> configFile, Map<String, String> environment)
      throws UsageException {
    try {
      ServerSettings server =
          new ConfigSource(configFile, environment, Path.of("")).load().server();
      return new DaemonAddresses(reached(server.grpcAddress()), reached(server.adminAddress()));
    } catch (ConfigException refused) {
      throw new UsageException(
          refused.getMessage() + "\n  or say with --address where the daemon listens");
    }
  }

  private static String reached(Address listens) {
    String host = LOOPBACK_OF_ALL.getOrDefault(listens.host(), listens.host());
    return new Address(host, listens.port()).toString();
  }
}
