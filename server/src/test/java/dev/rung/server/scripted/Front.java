package dev.rung.server.scripted;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Stands on loopback in front of another port of this machine and passes on what comes: as a server
 * that speaks TLS, or as a proxy that makes tunnels. Safe for several threads.
 */
public final class Front implements AutoCloseable {
  private static final String TUNNEL = "HTTP/1.1 200 Connection established\r\n\r\n";

  private final ServerSocket listener;
  private final int target;
  private final boolean tunnels;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  private Front(ServerSocket listener, int target, boolean tunnels) {
    this.listener = listener;
    this.target = target;
    this.tunnels = tunnels;
  }

  /** A server with this certificate; what it is told in TLS goes on in the clear. */
  public static Front tls(Certificate certificate, int target) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "server",
          certificate.key(),
          new char[0],
          new java.security.cert.Certificate[] {certificate.certificate()});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      ServerSocket listener =
          context
              .getServerSocketFactory()
              .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      return new Front(listener, target, false).listening();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A proxy whose tunnels all end at this port, wherever they are asked to. */
  public static Front proxy(int target) {
    try {
      ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      return new Front(listener, target, true).listening();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** The heads of the requests for tunnels, each with its line ends. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Front listening() {
    Thread.ofVirtual().start(this::accept);
    return this;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      open.add(server);
      if (tunnels) {
        asked.add(head(client.getInputStream()));
        client.getOutputStream().write(TUNNEL.getBytes(US_ASCII));
      }
      Thread back = Thread.ofVirtual().start(() -> pass(server, client));
      pass(client, server);
      back.join();
    } catch (IOException gone) {
      // A handshake that failed, or a side that left: both sockets are closed.
      return;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pass(Socket from, Socket to) {
    try {
      byte[] buffer = new byte[8192];
      InputStream in = from.getInputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        to.getOutputStream().write(buffer, 0, count);
        to.getOutputStream().flush();
      }
      to.close();
    } catch (IOException gone) {
      // The other direction ends by its own.
      return;
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the head of a request was cut off");
      }
      head.append((char) next);
    }
    return head.toString();
  }
}
