package dev.rung.server.config;

/**
 * The keys of [server] about what one address may, or the first half of one of IPv6.
 *
 * @param connections at once on each port; further ones are closed
 * @param wrongKeys in a minute; after that none is looked at until it is over. 0 for any number
 */
public record PerAddress(int connections, int wrongKeys) {
  private static final Format<Integer> KEYS = Format.count(0, 1_000_000);

  public static final PerAddress DEFAULT = new PerAddress(512, 60);

  public PerAddress {
    Format.UP_TO_A_MILLION.check("max_connections_per_address", connections);
    KEYS.check("max_wrong_keys_per_minute", wrongKeys);
  }

  static PerAddress read(Section section) {
    return new PerAddress(
        section.get("max_connections_per_address", Format.UP_TO_A_MILLION, DEFAULT.connections),
        section.get("max_wrong_keys_per_minute", KEYS, DEFAULT.wrongKeys));
  }
}
