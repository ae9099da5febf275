package dev.rung.server.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A client that speaks HTTP/2 in frames of its own choice (RFC 9113), over a plain socket. */
final class RawHttp2 implements AutoCloseable {
  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int PRIORITY = 2;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int NO_KIND = 0x77;
  private static final int ACK = 1;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int CANCEL = 8;

  private final Socket socket;

  RawHttp2(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) RunningDaemon.PATIENCE.toMillis());
  }

  /** Returns once the server has taken the connection in. */
  void begin() throws IOException {
    socket.getOutputStream().write(PREFACE);
    send(frame(SETTINGS, 0, 0, new byte[0]));
    byte[] head = socket.getInputStream().readNBytes(9);
    if (head.length < 9 || head[3] != SETTINGS) {
      throw new IOException("the server does not begin with its settings");
    }
    socket.getInputStream().skipNBytes(length(head));
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** A call of this method that is begun on this stream, and reset at once. */
  static byte[] callAndReset(int stream, String method) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(call(stream, method));
    both.writeBytes(frame(RESET, 0, stream, ByteBuffer.allocate(4).putInt(CANCEL).array()));
    return both.toByteArray();
  }

  /** The first bytes of a message of 1,000. */
  static byte[] beginningOfAMessage(int stream) {
    return frame(DATA, 0, stream, new byte[] {0, 0, 0, 3, (byte) 232, 10});
  }

  /** A frame of this kind that brings nothing. */
  static byte[] empty(String kind) {
    return switch (kind) {
      case "settings" -> frame(SETTINGS, 0, 0, new byte[0]);
      case "ping" -> frame(PING, ACK, 0, new byte[8]);
      case "priority" -> frame(PRIORITY, 0, 1, new byte[] {0, 0, 0, 0, 16});
      case "empty data" -> frame(DATA, 0, 1, new byte[0]);
      default -> frame(NO_KIND, 0, 0, new byte[0]);
    };
  }

  /** A call of this method that is begun on this stream. */
  static byte[] call(int stream, String method) {
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
    return frame(HEADERS, END_HEADERS, stream, block.toByteArray());
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

  private static int length(byte[] head) {
    return (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | (head[2] & 0xff);
  }

  /** Reads to the end; whether the server said that it goes away before. */
  boolean endsWithGoAway() throws IOException {
    InputStream in = socket.getInputStream();
    boolean told = false;
    byte[] head = in.readNBytes(9);
    while (head.length == 9) {
      told |= head[3] == GOAWAY;
      in.readNBytes(length(head));
      head = in.readNBytes(9);
    }
    return told;
  }

  /** Reads to the end; false where it comes without a word and without a reset. */
  boolean isToldOrCutOff() throws IOException {
    try {
      return endsWithGoAway();
    } catch (SocketException reset) {
      return true;
    }
  }

  /** Whether the server ends the connection, however it does. */
  boolean isCutOff() throws IOException {
    try {
      boolean _ = endsWithGoAway();
      return true;
    } catch (SocketException reset) {
      return true;
    } catch (SocketTimeoutException goesOn) {
      return false;
    }
  }

  /** Reads until the server has ended so many streams; which they are. */
  Set<Integer> endedStreams(int count) throws IOException {
    InputStream in = socket.getInputStream();
    Set<Integer> ended = new HashSet<>();
    while (ended.size() < count) {
      ByteBuffer head = ByteBuffer.wrap(in.readNBytes(9));
      int kind = head.get(3);
      boolean last = kind == HEADERS && (head.get(4) & END_STREAM) != 0;
      if (last || kind == RESET) {
        ended.add(head.getInt(5));
      }
      in.readNBytes((head.get(0) & 0xff) << 16 | (head.getShort(1) & 0xffff));
    }
    return ended;
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
