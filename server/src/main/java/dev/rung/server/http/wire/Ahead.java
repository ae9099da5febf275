package dev.rung.server.http.wire;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * What a client sends while an earlier request of its connection is answered. Little of it is kept:
 * reading never stops for it, since a client that goes away would not be noticed then. Owns what it
 * keeps. On the connection's event loop alone.
 */
final class Ahead {
  private static final int MOST = 64 * 1024;

  /** What a head takes beside its text. */
  private static final int HEAD = 1024;

  /** What a piece of a body takes beside its bytes: one byte alone may be a piece. */
  private static final int PIECE = 256;

  private final Deque<HttpObject> kept = new ArrayDeque<>();
  private int bytes;
  private boolean overrun;

  /** Keeps it or, once there is no room, throws it and all that follows away. */
  void add(HttpObject object) {
    bytes += size(object);
    overrun |= bytes > MOST;
    if (overrun) {
      ReferenceCountUtil.release(object);
    } else {
      kept.add(object);
    }
  }

  boolean isEmpty() {
    return kept.isEmpty();
  }

  /** Whether something was thrown away, so that what follows has no beginning. */
  boolean isOverrun() {
    return overrun;
  }

  /** The next one, which the caller owns from now on. */
  HttpObject remove() {
    HttpObject object = kept.remove();
    bytes -= overrun ? 0 : size(object);
    return object;
  }

  /** Throws everything away. */
  void clear() {
    kept.forEach(ReferenceCountUtil::release);
    kept.clear();
    bytes = 0;
  }

  private static int size(HttpObject object) {
    int size =
        object instanceof HttpContent content ? PIECE + content.content().readableBytes() : 0;
    if (object instanceof HttpRequest request) {
      size += HEAD + request.uri().length();
      for (Map.Entry<String, String> header : request.headers()) {
        size += header.getKey().length() + header.getValue().length();
      }
    }
    return size;
  }
}
