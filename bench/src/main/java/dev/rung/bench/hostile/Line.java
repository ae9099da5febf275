package dev.rung.bench.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A connection to the daemon, from one of several addresses of this machine. One thread writes; who
 * reads is another.
 */
final class Line implements AutoCloseable {
  private static final int ADDRESSES = 16;
  private static final int PATIENCE_MILLIS = 5_000;
  private static final int BUFFER = 64 * 1024;

  private final Socket socket;

  /** From the address of this number. */
  Line(int port, int number) throws IOException {
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.bind(new InetSocketAddress("127.0.0." + (2 + number % ADDRESSES), 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Throws away what comes, on a thread of its own. */
  void read() {
    Thread.ofVirtual().start(this::readAll);
  }

  private void readAll() {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = socket.getInputStream();
      while (in.read(buffer) >= 0) {
        // It is of no interest.
      }
      socket.close();
    } catch (IOException cutOff) {
      close();
    }
  }

  /** Whether this side has noticed that the connection is no more; it must be read. */
  boolean isClosed() {
    return socket.isClosed();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException closedAnyway) {
      throw new IllegalStateException("a socket that cannot be closed", closedAnyway);
    }
  }
}
