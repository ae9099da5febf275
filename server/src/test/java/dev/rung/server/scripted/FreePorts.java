package dev.rung.server.scripted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Ports of loopback that nobody listens on yet. */
public final class FreePorts {
  private FreePorts() {}

  /**
   * So many different ones that a server may listen on soon.
   *
   * <p>Each has had a connection that this side closed first, and is kept by the kernel for a while
   * (TIME_WAIT): nobody who wants any port is given it, and who names it may have it all the same.
   */
  public static List<Integer> take(int count) {
    List<ServerSocket> listeners = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        listeners.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      List<Integer> ports = new ArrayList<>();
      for (ServerSocket listener : listeners) {
        ports.add(listener.getLocalPort());
        keep(listener);
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void keep(ServerSocket listener) throws IOException {
    try (listener;
        Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
      listener.accept().close();
      if (client.getInputStream().read() >= 0) {
        throw new IOException("something came from a connection of our own");
      }
    }
  }
}
