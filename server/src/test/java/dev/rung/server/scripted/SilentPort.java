package dev.rung.server.scripted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/**
 * A port of loopback at which nobody listens: who connects is refused, and nobody else is given it
 * before this is closed.
 */
public final class SilentPort implements AutoCloseable {
  private final Socket socket = new Socket();

  public SilentPort() {
    try {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Host and port, such as "127.0.0.1:40404". */
  public String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  public URI url() {
    return URI.create("http://" + address());
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
