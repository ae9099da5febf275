package dev.rung.server.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificate of a daemon on the same machine, as its settings name it. Whoever shows this very
 * one is the daemon, whatever authority signed it and by whatever name it is called.
 */
record KnownCertificate(X509Certificate certificate) {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  /**
   * The first one of a file in PEM form.
   *
   * @throws UsageException when there is none that can be read
   */
  static KnownCertificate read(Path file) throws UsageException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .findFirst()
          .map(X509Certificate.class::cast)
          .map(KnownCertificate::new)
          .orElseThrow(() -> unusable(file));
    } catch (IOException | CertificateException unreadable) {
      throw unusable(file);
    }
  }

  private static UsageException unusable(Path file) {
    return new UsageException(
        "the daemon's certificate cannot be read: "
            + file
            + "; say with --address where the daemon listens, and with --ca-file who vouches for"
            + " it");
  }

  /** Trusts it and no other one. */
  TrustManager[] trust() {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry("daemon", certificate);
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException | IOException everyJdkCan) {
      throw new IllegalStateException(everyJdkCan);
    }
  }

  /** A name that it is valid for. */
  String name() {
    return names(DNS_NAME)
        .map(name -> name.startsWith("*.") ? "rung" + name.substring(1) : name)
        .findFirst()
        .or(() -> names(IP_ADDRESS).findFirst())
        .orElse("localhost");
  }

  private Stream<String> names(int kind) {
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      return all == null
          ? Stream.empty()
          : all.stream()
              .filter(name -> name.getFirst() instanceof Integer of && of == kind)
              .map(name -> String.valueOf(name.get(1)));
    } catch (CertificateException malformed) {
      return Stream.empty();
    }
  }
}
