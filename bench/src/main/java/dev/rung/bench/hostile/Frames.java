package dev.rung.bench.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** HTTP/2 in bytes (RFC 9113), with headers that no table remembers (RFC 7541, 6.2.2). */
final class Frames {
  static final int END_STREAM = 1;
  static final int ACK = 1;
  static final int END_HEADERS = 4;
  static final int INITIAL_WINDOW = 4;

  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int PRIORITY = 2;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int WINDOW = 8;
  private static final int CONTINUATION = 9;
  private static final int CANCEL = 8;

  private Frames() {}

  /** How every connection begins, with these settings: pairs of a name and a value. */
  static byte[] beginning(int... settings) {
    return join(PREFACE, settings(settings));
  }

  static byte[] settings(int... pairs) {
    ByteBuffer payload = ByteBuffer.allocate(pairs.length / 2 * 6);
    for (int i = 0; i < pairs.length; i += 2) {
      payload.putShort((short) pairs[i]).putInt(pairs[i + 1]);
    }
    return frame(SETTINGS, 0, 0, payload.array());
  }

  /** The beginning of a call of this method. */
  static byte[] call(int stream, String method, byte... more) {
    return frame(HEADERS, END_HEADERS, stream, join(block(method), more));
  }

  /** The same without its end. */
  static byte[] unendedCall(int stream, String method) {
    return frame(HEADERS, 0, stream, block(method));
  }

  private static byte[] block(String method) {
    return join(
        field(":method", "POST"),
        field(":scheme", "http"),
        field(":path", method),
        field(":authority", "localhost"),
        field("content-type", "application/grpc"),
        field("te", "trailers"));
  }

  static byte[] field(String name, String value) {
    return literal(0, name, value);
  }

  /** A field that the other side shall remember, as the newest of its table. */
  static byte[] remembered(String name, String value) {
    return literal(0x40, name, value);
  }

  private static byte[] literal(int kind, String name, String value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(kind);
    text(name, out);
    text(value, out);
    return out.toByteArray();
  }

  private static void text(String text, ByteArrayOutputStream out) {
    int rest = text.length() - 0x7f;
    out.write(Math.min(text.length(), 0x7f));
    for (; rest >= 0x80; rest >>= 7) {
      out.write(0x80 | (rest & 0x7f));
    }
    if (text.length() >= 0x7f) {
      out.write(rest);
    }
    out.writeBytes(text.getBytes(US_ASCII));
  }

  static byte[] continuation(int stream, byte[] block) {
    return frame(CONTINUATION, 0, stream, block);
  }

  static byte[] data(int stream, int flags, byte[] bytes) {
    return frame(DATA, flags, stream, bytes);
  }

  /** A message of gRPC, not compressed. */
  static byte[] message(byte[] bytes) {
    return ByteBuffer.allocate(5 + bytes.length)
        .put((byte) 0)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  static byte[] reset(int stream) {
    return frame(RESET, 0, stream, number(CANCEL));
  }

  static byte[] window(int stream, int more) {
    return frame(WINDOW, 0, stream, number(more));
  }

  static byte[] ping(int flags) {
    return frame(PING, flags, 0, new byte[8]);
  }

  static byte[] priority(int stream) {
    return frame(PRIORITY, 0, stream, new byte[] {0, 0, 0, 0, 16});
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private static byte[] frame(int kind, int flags, int stream, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
    return frame.put((byte) kind).put((byte) flags).putInt(stream).put(payload).array();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
