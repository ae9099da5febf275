package dev.rung.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The table [server.tls]: encryption of all three ports.
 *
 * @param files of the certificate and its key; absent where nothing is encrypted
 * @param clientCaFile authorities of client certificates
 * @param clientAuth "none", "request" or "require"
 * @param minVersion "1.2" or "1.3"
 */
public record TlsTable(
    Optional<Files> files, Optional<Path> clientCaFile, String clientAuth, String minVersion) {
  private static final Format<String> CLIENT_AUTH =
      Format.oneOf(List.of("none", "request", "require"), word -> word);
  private static final Format<String> VERSION = Format.oneOf(List.of("1.2", "1.3"), word -> word);

  public static final TlsTable DEFAULT =
      new TlsTable(Optional.empty(), Optional.empty(), "none", "1.2");

  /** A certificate with those above it, and its key. */
  public record Files(Path certFile, Path keyFile) {}

  static TlsTable read(Section section) {
    Optional<Path> cert = path(section, "cert_file");
    Optional<Path> key = path(section, "key_file");
    Optional<Path> clientCa = path(section, "client_ca_file");
    String usual = clientCa.isPresent() ? "request" : DEFAULT.clientAuth;
    String clientAuth = section.find("client_auth", CLIENT_AUTH).orElse(usual);
    if (cert.isPresent() != key.isPresent()) {
      String given = cert.isPresent() ? "cert_file" : "key_file";
      section.problem(given, ": cert_file and key_file need each other");
    }
    if (clientCa.isPresent() && cert.isEmpty()) {
      section.problem("client_ca_file", " needs cert_file and key_file");
    }
    if (clientCa.isEmpty() && !clientAuth.equals("none")) {
      section.problem("client_auth", " needs client_ca_file");
    }
    boolean enabled = section.get("enabled", Format.FLAG, true);
    return new TlsTable(
        enabled ? cert.flatMap(c -> key.map(k -> new Files(c, k))) : Optional.empty(),
        clientCa,
        clientAuth,
        section.get("min_version", VERSION, DEFAULT.minVersion));
  }

  private static Optional<Path> path(Section section, String key) {
    return section.find(key, Format.PATH).map(section.reading()::resolve);
  }
}
