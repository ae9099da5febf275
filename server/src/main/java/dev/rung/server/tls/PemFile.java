package dev.rung.server.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and private keys in PEM form (RFC 7468). */
final class PemFile {
  private static final long MOST_BYTES = 1024 * 1024;
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final Pattern OTHER_KEY = Pattern.compile("-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

  private PemFile() {}

  /** At least one. */
  static List<X509Certificate> certificates(Path file) throws TlsException {
    try {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes(file)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (found.isEmpty()) {
        throw new TlsException(file + " holds no certificate in PEM form");
      }
      return found;
    } catch (CertificateException malformed) {
      throw new TlsException(file + " holds no certificate in PEM form", malformed);
    }
  }

  /** Unencrypted PKCS #8: EC, RSA or EdDSA. */
  static PrivateKey privateKey(Path file) throws TlsException {
    String text = new String(bytes(file), US_ASCII);
    Matcher key = KEY.matcher(text);
    if (!key.find()) {
      throw new TlsException(
          OTHER_KEY.matcher(text).find()
              ? file
                  + " holds a private key of another form: write it as PKCS #8 without a password,"
                  + " with 'openssl pkcs8 -topk8 -nocrypt'"
              : file + " holds no private key in PEM form");
    }
    try {
      return decoded(file, Base64.getMimeDecoder().decode(key.group(1)));
    } catch (IllegalArgumentException malformed) {
      throw new TlsException(file + " holds no private key in PEM form");
    }
  }

  private static PrivateKey decoded(Path file, byte[] der) throws TlsException {
    InvalidKeySpecException refused = new InvalidKeySpecException();
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (InvalidKeySpecException another) {
        refused = another;
      } catch (NoSuchAlgorithmException everyJdkHasIt) {
        throw new IllegalStateException(everyJdkHasIt);
      }
    }
    throw new TlsException(
        file + " holds a private key that is neither EC nor RSA nor EdDSA", refused);
  }

  private static byte[] bytes(Path file) throws TlsException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new TlsException(file + " is too large for a file of certificates or keys");
      }
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new TlsException(file + " cannot be read: see that it is there and may be read");
    }
  }
}
