package dev.rung.server.app;

import dev.rung.server.config.Address;
import dev.rung.server.config.ConfigException;
import dev.rung.server.config.Configuration;
import dev.rung.server.config.ServerSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the daemon may listen where it is told to. */
final class Listening {
  private Listening() {}

  /**
   * Refuses an address that others can reach while what is said there can be read, or anybody may
   * call.
   *
   * @param closed whether callers have to show who they are
   * @throws ConfigException that says what to change
   */
  static void check(Configuration configuration, boolean encrypted, boolean closed)
      throws ConfigException {
    ServerSettings server = configuration.server();
    List<String> open = reachable(server);
    if (server.insecure() || (encrypted && closed) || open.isEmpty()) {
      return;
    }
    throw ConfigException.refused(
        configuration,
        "other machines could reach server."
            + String.join(" and server.", open)
            + ", "
            + lacks(encrypted, closed, configuration.auth().enabled())
            + ". Or listen on 127.0.0.1; or, behind something that does both, set"
            + " server.insecure = true (RUNG_SERVER_INSECURE)");
  }

  /** Whether callers have to show who they are for as long as it listens there. */
  static boolean mustStayClosed(ServerSettings server) {
    return !server.insecure() && !reachable(server).isEmpty();
  }

  /** Settings whose addresses other machines reach. */
  private static List<String> reachable(ServerSettings server) {
    List<String> open = new ArrayList<>();
    note("grpc_address", Optional.of(server.grpcAddress()), open);
    note("admin_address", Optional.of(server.adminAddress()), open);
    note("http_address", server.httpAddress(), open);
    return open;
  }

  private static String lacks(boolean encrypted, boolean closed, boolean asking) {
    String tls = "without TLS: set server.tls.cert_file and server.tls.key_file";
    String keys =
        asking
            ? "without a key: make one with 'rung tenants keys create', or set auth.required = true"
            : "without a key: set auth.enabled = true, and make one with 'rung tenants keys"
                + " create'";
    if (encrypted) {
      return keys;
    }
    return closed ? tls : tls + "; and " + keys;
  }

  private static void note(String key, Optional<Address> address, List<String> open) {
    address.filter(listens -> !isLoopback(listens)).ifPresent(_ -> open.add(key));
  }

  static boolean isLoopback(Address address) {
    try {
      for (InetAddress each : InetAddress.getAllByName(address.host())) {
        if (!each.isLoopbackAddress()) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException nowhere) {
      return false;
    }
  }
}
