package dev.rung.server.http.wire;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Collects the body of one request, up to a bound. */
final class RequestBody {
  private static final int FIRST = 1024;

  private final int most;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST);

  RequestBody(int most) {
    this.most = most;
  }

  /** Adds a piece; false where it would pass the bound, and then nothing was added. */
  boolean add(ByteBuf piece) {
    int length = piece.readableBytes();
    if (length > most - bytes.size()) {
      return false;
    }
    try {
      piece.readBytes(bytes, length);
      return true;
    } catch (IOException neverInMemory) {
      throw new UncheckedIOException(neverInMemory);
    }
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
