package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client of TLS 1.2 that wants a second handshake in its connection. The daemon has a process of
 * its own, since the JDK decides once for each process.
 */
@Timeout(600)
class RenegotiationTest {
  @TempDir Path folder;

  @Test
  void aSecondHandshakeInAConnectionIsRefused() throws Exception {
    TlsFolder files = new TlsFolder(folder);
    files.write("server", "localhost");
    Path configuration = files.file("rung.toml");
    Files.writeString(configuration, files.table(""));
    try (DaemonProcess daemon =
            DaemonProcess.start(configuration, Files.createDirectory(files.file("state")));
        SSLSocket socket =
            (SSLSocket)
                files
                    .trusting("server")
                    .getSocketFactory()
                    .createSocket("localhost", daemon.port())) {
      SSLParameters spoken = socket.getSSLParameters();
      spoken.setProtocols(new String[] {"TLSv1.2"});
      spoken.setApplicationProtocols(new String[] {"h2"});
      socket.setSSLParameters(spoken);
      socket.setSoTimeout((int) RunningDaemon.PATIENCE.toMillis());
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");

      // An end without a fault would be that of a client who says nothing for long.
      assertThatThrownBy(() -> beginAgainAndReadToTheEnd(socket))
          .isInstanceOf(SSLException.class)
          .hasMessageContaining("handshake_failure");
    }
  }

  private static long beginAgainAndReadToTheEnd(SSLSocket socket) throws IOException {
    socket.getSession().invalidate();
    socket.startHandshake();
    return socket.getInputStream().transferTo(OutputStream.nullOutputStream());
  }
}
