package dev.rung.server.config;

/**
 * The keys of [server] about what one address may, or the first half of one of IPv6.
 *
 * @param connections at once on each port; further ones are closed
 * @param wrongKeys in a minute; after that none is looked at until it is over. 0 for any number
 */
public record PerAddress(int connections, int wrongKeys) {
  private static final Format<Integer> CONNECTIONS = Format.count(1, 1_000_000);
  private static final Format<Integer> KEYS = Format.count(0, 1_000_000);

  public static final PerAddress DEFAULT = new PerAddress(512, 60);

  public PerAddress {
    CONNECTIONS.check("max_connections_per_address", connections);
    KEYS.check("max_wrong_keys_per_minute", wrongKeys);
  }

  static PerAddress read(Section section) {
    return new PerAddress(
        section.get("max_connections_per_address", CONNECTIONS, DEFAULT.connections),
        section.get("max_wrong_keys_per_minute", KEYS, DEFAULT.wrongKeys));
  }
}
