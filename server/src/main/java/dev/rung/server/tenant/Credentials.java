package dev.rung.server.tenant;

import dev.rung.server.peer.Peer;
import java.util.List;
import java.util.Optional;

/**
 * What a caller shows. Never logged: it holds keys.
 *
 * @param authorization the header of this name, as it was sent
 * @param names in the certificate that the caller's connection proved
 * @param peer where the connection comes from; absent where that has no address
 */
public record Credentials(Optional<String> authorization, List<String> names, Optional<Peer> peer) {
  public static final Credentials NONE =
      new Credentials(Optional.empty(), List.of(), Optional.empty());

  private static final String BEARER = "bearer ";

  public Credentials {
    names = List.copyOf(names);
  }

  /** The key or token; absent where none is shown. */
  Optional<String> bearer() {
    return authorization
        .filter(text -> text.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(text -> text.substring(BEARER.length()).strip())
        .filter(text -> !text.isEmpty());
  }

  @Override
  public String toString() {
    return "Credentials[" + (authorization.isPresent() ? "[redacted]" : "") + names + "]";
  }
}
