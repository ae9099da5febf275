package dev.rung.server.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon's certificate, its key and the authorities of clients, as they are in force. Files
 * that change count for handshakes from then on; connections stay. Safe for several threads.
 */
public final class ServerTls {
  private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

  /** An end so near is told. */
  private static final Duration SOON = Duration.ofDays(21);

  static {
    // A handshake over and over in one connection costs its server more than its client, and HTTP/2
    // forbids it (RFC 9113, 9.2.1). The JDK reads this at its first handshake as a server.
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
  }

  private final TlsSettings settings;
  private final ReloadingKeyManager keys;
  private final Optional<ReloadingTrustManager> trust;
  private long number;

  private ServerTls(
      TlsSettings settings, ServerIdentity identity, Optional<ReloadingTrustManager> trust) {
    this.settings = settings;
    this.keys = new ReloadingKeyManager(identity);
    this.trust = trust;
  }

  /**
   * Reads every file.
   *
   * @throws TlsException when one cannot be used
   */
  public static ServerTls read(TlsSettings settings) throws TlsException {
    ServerIdentity identity = ServerIdentity.read(settings, 0);
    Optional<ReloadingTrustManager> trust = Optional.empty();
    if (settings.clientCaFile().isPresent()) {
      trust = Optional.of(new ReloadingTrustManager(authorities(settings.clientCaFile().get())));
    }
    return new ServerTls(settings, identity, trust);
  }

  /** Reads the files again; where one cannot be used, what is in force stays, and it is logged. */
  public synchronized void reload() {
    try {
      ServerIdentity next = ServerIdentity.read(settings, number + 1);
      if (trust.isPresent() && settings.clientCaFile().isPresent()) {
        trust.get().become(authorities(settings.clientCaFile().get()));
      }
      number++;
      keys.become(next);
      LOG.atInfo().addKeyValue("expires", next.expires()).log("certificate in force");
    } catch (TlsException refused) {
      LOG.atWarn()
          .addKeyValue("fault", refused.text())
          .log("certificate refused; the one in force stays");
    }
  }

  /** Logs an end of the certificate that is near or past. */
  public void warn(Instant now) {
    Instant end = keys.current().expires();
    if (!now.isBefore(end)) {
      LOG.atError().addKeyValue("expired", end).log("the certificate has expired: replace it");
    } else if (!now.plus(SOON).isBefore(end)) {
      LOG.atWarn().addKeyValue("expires", end).log("the certificate ends soon: replace it");
    }
  }

  public TlsSettings settings() {
    return settings;
  }

  /** For handshakes, now and after every reload. */
  public X509ExtendedKeyManager keyManager() {
    return keys;
  }

  /** For handshakes, now and after every reload; absent where clients show no certificates. */
  public Optional<X509ExtendedTrustManager> trustManager() {
    return trust.map(manager -> manager);
  }

  /**
   * Whether the authorities in force vouch for the certificate that this connection's client
   * showed, or it showed none. A session that is resumed brings the certificate of its beginning,
   * at which no handshake looks again.
   */
  public boolean vouchesFor(SSLSession session) {
    if (trust.isEmpty()) {
      return true;
    }
    try {
      X509Certificate[] shown =
          Arrays.stream(session.getPeerCertificates())
              .map(X509Certificate.class::cast)
              .toArray(X509Certificate[]::new);
      trust.get().checkClientTrusted(shown, shown[0].getPublicKey().getAlgorithm());
      return true;
    } catch (SSLPeerUnverifiedException none) {
      return true;
    } catch (CertificateException ofOtherAuthorities) {
      return false;
    }
  }

  private static X509ExtendedTrustManager authorities(Path file) throws TlsException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (X509Certificate authority : PemFile.certificates(file)) {
        store.setCertificateEntry("authority-" + count++, authority);
      }
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager extended) {
          return extended;
        }
      }
      throw new IllegalStateException("the JDK has no trust manager for X.509");
    } catch (GeneralSecurityException | IOException unusable) {
      throw new TlsException(file + " holds authorities that cannot be used", unusable);
    }
  }
}
