package dev.rung.server.scripted;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it arrived.
 *
 * @param path with the query, such as "/v1/chat/completions"
 * @param headers by name in lower case; of a repeated header the last
 * @param connection which connection it came over, from 1
 */
public record ReceivedRequest(
    String method, String path, Map<String, String> headers, String body, int connection) {

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Whether the JSON body says this, spaces aside: {@code says("\"stream\":true")}. */
  public boolean says(String json) {
    return body.replace(" ", "").contains(json.replace(" ", ""));
  }
}
