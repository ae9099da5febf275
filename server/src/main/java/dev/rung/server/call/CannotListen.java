package dev.rung.server.call;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;

/** Says why a door cannot listen where it is told to, and which setting tells it. */
public final class CannotListen {
  private CannotListen() {}

  /**
   * The failure as an operator reads it.
   *
   * @param whom the door is for, such as "OpenAI clients"
   * @param setting that holds the address, such as "server.http_address"
   * @param otherwise what the setting may be beside an address, such as "off"
   */
  public static IOException at(
      InetSocketAddress address,
      String whom,
      String setting,
      Optional<String> otherwise,
      IOException cause) {
    return new IOException(
        "cannot listen on %s:%d for %s (%s): end what uses the port, or set %s (RUNG_%s) to another one%s"
            .formatted(
                address.getHostString(),
                address.getPort(),
                whom,
                reason(address, cause),
                setting,
                setting.toUpperCase(Locale.ROOT).replace('.', '_'),
                otherwise.map(" or to "::concat).orElse("")),
        cause);
  }

  /** The innermost cause: those around it only repeat the address. */
  private static String reason(InetSocketAddress address, IOException failure) {
    if (address.isUnresolved()) {
      return "unknown host";
    }
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return Optional.ofNullable(innermost.getMessage())
        .orElseGet(innermost.getClass()::getSimpleName);
  }
}
