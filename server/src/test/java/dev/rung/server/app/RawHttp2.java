package dev.rung.server.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;

/** A client that speaks HTTP/2 in frames of its own choice (RFC 9113), over a plain socket. */
final class RawHttp2 implements AutoCloseable {
  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int END_HEADERS = 4;
  private static final int CANCEL = 8;

  private final Socket socket;

  RawHttp2(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) RunningDaemon.PATIENCE.toMillis());
  }

  void begin() throws IOException {
    socket.getOutputStream().write(PREFACE);
    send(frame(SETTINGS, 0, 0, new byte[0]));
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** A call of this method that is begun on this stream, and reset at once. */
  static byte[] callAndReset(int stream, String method) {
    Map<String, String> fields =
        Map.of(
            ":method", "POST",
            ":scheme", "http",
            ":path", method,
            ":authority", "localhost",
            "content-type", "application/grpc",
            "te", "trailers");
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    fields.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(field -> {
          block.write(0); // A literal that is not to be indexed, with a new name (RFC 7541, 6.2.2).
          text(field.getKey(), block);
          text(field.getValue(), block);
        });
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(frame(HEADERS, END_HEADERS, stream, block.toByteArray()));
    both.writeBytes(frame(RESET, 0, stream, ByteBuffer.allocate(4).putInt(CANCEL).array()));
    return both.toByteArray();
  }

  private static void text(String text, ByteArrayOutputStream out) {
    out.write(text.length());
    out.writeBytes(text.getBytes(US_ASCII));
  }

  private static byte[] frame(int kind, int flags, int stream, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.put((byte) 0).putShort((short) payload.length).put((byte) kind).put((byte) flags);
    return frame.putInt(stream).put(payload).array();
  }

  /** Reads to the end; whether the server said that it goes away before. */
  boolean endsWithGoAway() throws IOException {
    InputStream in = socket.getInputStream();
    boolean told = false;
    byte[] head = in.readNBytes(9);
    while (head.length == 9) {
      int length = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | (head[2] & 0xff);
      told |= head[3] == GOAWAY;
      in.readNBytes(length);
      head = in.readNBytes(9);
    }
    return told;
  }

  /** Whether the server closes the connection while nothing more is sent. */
  boolean isClosed() throws IOException {
    InputStream in = socket.getInputStream();
    while (in.read() >= 0) {
      // Settings of the server, which nobody answers.
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
