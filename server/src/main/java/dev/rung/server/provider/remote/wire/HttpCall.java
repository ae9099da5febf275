package dev.rung.server.provider.remote.wire;

import dev.rung.server.generate.Deadline;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One request.
 *
 * @param body present for POST alone
 * @param firstOutput by when output must have begun; at most {@code deadline}
 * @param deadline by when the whole response must have been read
 */
public record HttpCall(
    Method method,
    URI uri,
    List<HttpHeader> headers,
    Optional<RequestBody> body,
    Deadline firstOutput,
    Deadline deadline) {

  /** What is asked for. */
  public enum Method {
    GET,
    /** The head of the response to a GET. */
    HEAD,
    POST
  }

  public HttpCall {
    headers = List.copyOf(headers);
    if (body.isPresent() != (method == Method.POST)) {
      throw new IllegalArgumentException("a POST, and nothing else, must have a body");
    }
  }

  /** A GET that must be over by then. */
  public static HttpCall get(URI uri, List<HttpHeader> headers, Deadline deadline) {
    return new HttpCall(Method.GET, uri, headers, Optional.empty(), deadline, deadline);
  }

  /** A POST; for the two deadlines see {@link HttpCall}. */
  public static HttpCall post(
      URI uri,
      List<HttpHeader> headers,
      RequestBody body,
      Deadline firstOutput,
      Deadline deadline) {
    return new HttpCall(Method.POST, uri, headers, Optional.of(body), firstOutput, deadline);
  }

  @Override
  public String toString() {
    return "HttpCall[" + uri + "]";
  }
}
