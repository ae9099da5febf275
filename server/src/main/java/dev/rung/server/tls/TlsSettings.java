package dev.rung.server.tls;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What TLS is made of.
 *
 * @param certFile the certificate and those between it and its authority, in PEM form
 * @param keyFile its private key, PKCS #8 in PEM form
 * @param clientCaFile authorities of client certificates
 * @param minVersion of the protocol
 */
public record TlsSettings(
    Path certFile,
    Path keyFile,
    Optional<Path> clientCaFile,
    ClientAuth clientAuth,
    Version minVersion) {

  /** Whether clients show certificates. */
  public enum ClientAuth {
    NONE,
    /** Those that have one; one that is shown must be good. */
    REQUEST,
    REQUIRE
  }

  /** Protocols that are still sound. */
  public enum Version {
    TLS_1_2("TLSv1.2"),
    TLS_1_3("TLSv1.3");

    private final String protocol;

    Version(String protocol) {
      this.protocol = protocol;
    }
  }

  /** Suites with forward secrecy and authenticated encryption, the only kinds of TLS 1.3. */
  private static final List<String> CIPHERS =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  /** As the JDK names them. */
  public List<String> protocols() {
    return Stream.of(Version.values())
        .filter(version -> version.compareTo(minVersion) >= 0)
        .map(version -> version.protocol)
        .toList();
  }

  /** As the JDK names them. */
  public List<String> ciphers() {
    return CIPHERS;
  }

  /** Every file that counts anew when it changes. */
  public List<Path> files() {
    return Stream.concat(Stream.of(certFile, keyFile), clientCaFile.stream()).toList();
  }
}
