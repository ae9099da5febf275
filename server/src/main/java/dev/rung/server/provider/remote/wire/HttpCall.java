package dev.rung.server.provider.remote.wire;

import dev.rung.server.generate.Deadline;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One request.
 *
 * @param body present for POST, absent for GET
 * @param deadline by when the whole response must have been read
 */
public record HttpCall(
    URI uri, List<HttpHeader> headers, Optional<RequestBody> body, Deadline deadline) {

  @Override
  public String toString() {
    return "HttpCall[" + uri + "]";
  }
}
