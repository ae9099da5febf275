package dev.rung.server.http.wire;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * How connections are encrypted.
 *
 * @param trustManager for client certificates; absent where none is asked for
 * @param required whether a client without one is turned away
 * @param peerNames what a client's certificate says of it; absent where the connection must end
 */
public record WireTls(
    X509ExtendedKeyManager keyManager,
    Optional<X509ExtendedTrustManager> trustManager,
    boolean required,
    List<String> protocols,
    List<String> ciphers,
    Function<SSLSession, Optional<List<String>>> peerNames) {
  public WireTls {
    protocols = List.copyOf(protocols);
    ciphers = List.copyOf(ciphers);
  }
}
