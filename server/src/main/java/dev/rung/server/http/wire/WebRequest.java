package dev.rung.server.http.wire;

import dev.rung.server.peer.Peer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request, whole. Never logged: it holds prompts and keys.
 *
 * @param target path and query, without scheme and host
 * @param headers names in lower case; of several of one name the first
 * @param peerNames in the certificate that the connection proved
 * @param peer where the connection comes from
 * @param body owned by the request; must not be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record WebRequest(
    String method,
    String target,
    Map<String, String> headers,
    List<String> peerNames,
    Optional<Peer> peer,
    byte[] body) {
  public WebRequest {
    headers = Map.copyOf(headers);
    peerNames = List.copyOf(peerNames);
  }

  /** The target without its query. */
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** The header of this name, in lower case; absent where it was not sent. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  @Override
  public String toString() {
    return "WebRequest[" + method + ", " + body.length + " bytes]";
  }
}
