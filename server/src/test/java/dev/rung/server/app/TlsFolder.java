package dev.rung.server.app;

import dev.rung.server.scripted.Certificate;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Certificates in files, made for one test. */
record TlsFolder(Path folder) {

  /** Writes a certificate and its key under this name, for "localhost" or a client's name. */
  Certificate write(String name, String host) throws IOException, GeneralSecurityException {
    Certificate made = Certificate.of(host);
    Files.writeString(file(name + ".pem"), made.pem());
    Files.writeString(file(name + ".key"), made.keyPem());
    return made;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** The table [server.tls] with the certificate "server", and more lines. */
  String table(String more) {
    return """
    [server.tls]
    cert_file = "%s"
    key_file = "%s"
    %s
    """
        .formatted(file("server.pem"), file("server.key"), more);
  }

  /** A client that believes the certificate of this name. */
  ManagedChannel trusting(int port, String name) throws IOException {
    return channel(
        port, TlsChannelCredentials.newBuilder().trustManager(file(name + ".pem").toFile()));
  }

  /** The same with a certificate of its own. */
  ManagedChannel showing(int port, String name, String own) throws IOException {
    return channel(
        port,
        TlsChannelCredentials.newBuilder()
            .trustManager(file(name + ".pem").toFile())
            .keyManager(file(own + ".pem").toFile(), file(own + ".key").toFile()));
  }

  private static ManagedChannel channel(int port, TlsChannelCredentials.Builder credentials) {
    return NettyChannelBuilder.forAddress("localhost", port, credentials.build()).build();
  }
}
