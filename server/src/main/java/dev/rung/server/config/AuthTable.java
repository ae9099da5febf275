package dev.rung.server.config;

import java.util.Optional;

/**
 * The table [auth]: who callers are.
 *
 * @param enabled whether anybody is asked for a key at all
 * @param required whether every call needs a key although none was made
 * @param jwt tokens in place of keys
 */
public record AuthTable(boolean enabled, boolean required, Optional<JwtTable> jwt) {
  public static final AuthTable DEFAULT = new AuthTable(true, false, Optional.empty());

  static AuthTable read(Section section, Offline offline) {
    return new AuthTable(
        section.get("enabled", Format.FLAG, DEFAULT.enabled),
        section.get("required", Format.FLAG, DEFAULT.required),
        section.table("jwt", table -> JwtTable.read(table, offline)));
  }
}
