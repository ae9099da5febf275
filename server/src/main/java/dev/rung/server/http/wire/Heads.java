package dev.rung.server.http.wire;

import dev.rung.server.peer.Peer;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and checks the heads of requests. */
final class Heads {
  private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://([^/?]*)(.*)");

  private Heads() {}

  /** Why a request with this head is not taken; absent where it is. */
  static Optional<Unreadable> fault(HttpRequest head, int maxBodyBytes) {
    if (head.decoderResult().isFailure()) {
      return Optional.of(fault(head.decoderResult()));
    }
    if (head.protocolVersion().majorVersion() != 1) {
      return Optional.of(Unreadable.UNKNOWN_VERSION);
    }
    if (!hosted(head)) {
      return Optional.of(Unreadable.MALFORMED);
    }
    if (head.headers().getAll(HttpHeaderNames.AUTHORIZATION).size() > 1) {
      return Optional.of(Unreadable.AUTHORIZED_TWICE);
    }
    if (!isTransferKnown(head)) {
      return Optional.of(Unreadable.UNKNOWN_TRANSFER);
    }
    if (head.headers().contains(HttpHeaderNames.CONTENT_ENCODING)
        && !head.headers().get(HttpHeaderNames.CONTENT_ENCODING).equalsIgnoreCase("identity")) {
      return Optional.of(Unreadable.BODY_ENCODED);
    }
    if (head.headers().contains(HttpHeaderNames.EXPECT) && !HttpUtil.is100ContinueExpected(head)) {
      return Optional.of(Unreadable.UNKNOWN_EXPECTATION);
    }
    return HttpUtil.getContentLength(head, 0L) > maxBodyBytes
        ? Optional.of(Unreadable.BODY_TOO_LARGE)
        : Optional.empty();
  }

  /** What the decoder stumbled over. */
  static Unreadable fault(DecoderResult failure) {
    return switch (failure.cause()) {
      case TooLongHttpLineException line -> Unreadable.TARGET_TOO_LONG;
      case TooLongHttpHeaderException headers -> Unreadable.HEADERS_TOO_LARGE;
      case TooLongFrameException other -> Unreadable.HEADERS_TOO_LARGE;
      default -> Unreadable.MALFORMED;
    };
  }

  /** RFC 9112, 3.2: a request of HTTP/1.1 names its host exactly once. */
  private static boolean hosted(HttpRequest head) {
    int hosts = head.headers().getAll(HttpHeaderNames.HOST).size();
    boolean old = head.protocolVersion().equals(HttpVersion.HTTP_1_0);
    return hosts == 1 || (old && hosts == 0);
  }

  /**
   * RFC 9112, 6.1: where a body ends is known of none but chunked. Taken for no body, what follows
   * would pass for a request of its own, which a proxy has not seen.
   */
  private static boolean isTransferKnown(HttpRequest head) {
    List<String> codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    return codings.isEmpty()
        || (codings.size() == 1
            && codings.getFirst().equalsIgnoreCase("chunked")
            && head.protocolVersion().equals(HttpVersion.HTTP_1_1));
  }

  /** Of a target with scheme and host (RFC 9112, 3.2.2) that host is the one that is asked. */
  static WebRequest request(
      HttpRequest head, List<String> peerNames, Optional<Peer> peer, byte[] body) {
    Map<String, String> headers = new HashMap<>();
    head.headers()
        .forEach(field ->
            headers.putIfAbsent(field.getKey().toLowerCase(Locale.ROOT), field.getValue()));
    Matcher absolute = ABSOLUTE.matcher(head.uri());
    String target = head.uri();
    if (absolute.matches()) {
      headers.put("host", absolute.group(1));
      target = absolute.group(2).startsWith("/") ? absolute.group(2) : "/" + absolute.group(2);
    }
    return new WebRequest(head.method().name(), target, headers, peerNames, peer, body);
  }
}
