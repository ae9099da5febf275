package dev.rung.server.http.wire;

/** Why bytes on a connection are no request that can be handed on; the connection closes then. */
public enum Unreadable {
  MALFORMED(400, "the request is not HTTP/1.1, or a line of its head is folded"),
  UNKNOWN_VERSION(505, "the only versions of HTTP that are known are 1.1 and 1.0"),
  AUTHORIZED_TWICE(400, "the header authorization stands there more than once: send one"),
  TARGET_TOO_LONG(414, "the request's path is too long"),
  HEADERS_TOO_LARGE(431, "the request's headers are larger than server.max_metadata_bytes"),
  BODY_TOO_LARGE(413, "the request's body is larger than server.max_message_bytes"),
  TOO_MANY_BODIES(503, "the bodies of too many requests are here at once; try again later"),
  BODY_ENCODED(415, "the request's body must not be compressed: send it without Content-Encoding"),
  UNKNOWN_TRANSFER(501, "the only Transfer-Encoding that is known is chunked, in HTTP/1.1"),
  UNKNOWN_EXPECTATION(417, "the only expectation that is known is 100-continue"),
  TOO_SLOW(408, "the request did not arrive within server.http_patience");

  private final int status;
  private final String message;

  Unreadable(int status, String message) {
    this.status = status;
    this.message = message;
  }

  public int status() {
    return status;
  }

  /** What is wrong, and which setting bounds it. */
  public String message() {
    return message;
  }
}
