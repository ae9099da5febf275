package dev.rung.server.app;

import dev.rung.server.scripted.Certificate;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

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

  /**
   * A client of TLS 1.2 whose connections go on with the sessions of earlier ones, with a
   * certificate of its own.
   */
  SslContext resuming(String name, String own) throws IOException {
    return GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
        .protocols("TLSv1.2")
        .trustManager(file(name + ".pem").toFile())
        .keyManager(file(own + ".pem").toFile(), file(own + ".key").toFile())
        .build();
  }

  private static ManagedChannel channel(int port, TlsChannelCredentials.Builder credentials) {
    return NettyChannelBuilder.forAddress("localhost", port, credentials.build()).build();
  }

  /** For sockets: believes the certificate of this name. */
  SSLContext trusting(String name) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust(name).getTrustManagers(), null);
    return context;
  }

  /** The same with a certificate of its own. */
  SSLContext showing(String name, String own) throws Exception {
    KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
    keys.load(null, null);
    keys.setKeyEntry(
        "own",
        KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der(own + ".key"))),
        new char[0],
        new java.security.cert.Certificate[] {certificate(own)});
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), trust(name).getTrustManagers(), null);
    return context;
  }

  private byte[] der(String file) throws IOException {
    String text = Files.readString(file(file)).replaceAll("-----[A-Z ]+-----", "");
    return Base64.getMimeDecoder().decode(text);
  }

  private TrustManagerFactory trust(String name) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("server", certificate(name));
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory;
  }

  private java.security.cert.Certificate certificate(String name)
      throws IOException, GeneralSecurityException {
    try (InputStream in = new FileInputStream(file(name + ".pem").toFile())) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}
