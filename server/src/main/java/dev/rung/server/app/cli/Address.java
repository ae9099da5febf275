package dev.rung.server.app.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;

/** A host and a port, as in "127.0.0.1:50051" or "[::1]:50051". */
record Address(String host, int port) {
  /** Every address of the machine, by which nobody is called. */
  private static final Map<String, String> LOOPBACK_OF_ALL =
      Map.of("0.0.0.0", "127.0.0.1", "::", "::1", "0:0:0:0:0:0:0:0", "::1");

  static Address parse(String text) throws UsageException {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw unusable(text);
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    return new Address(host, port(text, text.substring(colon + 1)));
  }

  private static int port(String text, String digits) throws UsageException {
    try {
      int port = Integer.parseInt(digits);
      if (port >= 1 && port <= 65535) {
        return port;
      }
      throw unusable(text);
    } catch (NumberFormatException e) {
      throw unusable(text);
    }
  }

  private static UsageException unusable(String text) {
    return new UsageException(
        "an address is HOST:PORT with a port from 1 to 65535, not '" + text + "'");
  }

  /**
   * Where one who listens here is called on the same machine.
   *
   * @throws UsageException where the system picks the port
   */
  static Address called(String listens) throws UsageException {
    if (listens.endsWith(":0")) {
      throw new UsageException(
          "the daemon is to listen at any free port: say with --address which one it took");
    }
    Address address = parse(listens);
    String host = LOOPBACK_OF_ALL.getOrDefault(address.host, address.host);
    return new Address(host, address.port);
  }

  /** Whether something takes connections there. */
  boolean listens(Duration patience) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), (int) patience.toMillis());
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }

  @Override
  public String toString() {
    return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
  }
}
