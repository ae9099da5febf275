package dev.rung.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A socket that says what a test says, byte by byte. */
final class RawClient implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  static RawClient to(int port) {
    try {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(64 * 1024);
      socket.setSoTimeout((int) Door.PATIENCE.toMillis());
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return new RawClient(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RawClient say(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(UTF_8));
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A request for a completion with this body. */
  RawClient post(String body) {
    return say(
        "POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-length: "
            + body.getBytes(UTF_8).length
            + "\r\n\r\n"
            + body);
  }

  /** What comes until the server closes. */
  String rest() {
    try {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next so many bytes, or fewer where the server closes before. */
  String rest(int bytes) {
    try {
      return new String(in.readNBytes(bytes), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What comes until this has come. */
  String until(String end) {
    byte[] wanted = end.getBytes(UTF_8);
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    int matched = 0;
    try {
      while (matched < wanted.length) {
        int next = in.read();
        if (next < 0) {
          throw new AssertionError("closed after: " + heard.toString(UTF_8));
        }
        heard.write(next);
        matched = next == wanted[matched] ? matched + 1 : next == wanted[0] ? 1 : 0;
      }
      return heard.toString(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
