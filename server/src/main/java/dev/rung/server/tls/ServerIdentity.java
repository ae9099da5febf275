package dev.rung.server.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A certificate, those between it and its authority, and its key. Never logged whole.
 *
 * @param alias other than that of every identity before
 */
record ServerIdentity(String alias, List<X509Certificate> chain, PrivateKey key) {
  private static final byte[] CHALLENGE = new byte[32];

  ServerIdentity {
    chain = List.copyOf(chain);
  }

  static ServerIdentity read(TlsSettings settings, long number) throws TlsException {
    List<X509Certificate> chain = PemFile.certificates(settings.certFile());
    PrivateKey key = PemFile.privateKey(settings.keyFile());
    ServerIdentity read = new ServerIdentity("server-" + number, chain, key);
    if (!read.fits()) {
      throw new TlsException(
          "the key in "
              + settings.keyFile()
              + " is not that of the first certificate in "
              + settings.certFile());
    }
    return read;
  }

  /** Whether what the key signs, the certificate verifies. */
  private boolean fits() {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> "EdDSA";
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(CHALLENGE);
      byte[] signed = signature.sign();
      signature.initVerify(chain.getFirst().getPublicKey());
      signature.update(CHALLENGE);
      return signature.verify(signed);
    } catch (GeneralSecurityException ofAnotherKind) {
      return false;
    }
  }

  Instant expires() {
    return chain.stream()
        .map(one -> one.getNotAfter().toInstant())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** Whether the key is of this kind, as TLS names kinds. */
  boolean is(String keyType) {
    String algorithm = key.getAlgorithm();
    return keyType.equals(algorithm)
        || (keyType.startsWith("RSA") && algorithm.equals("RSA"))
        || (keyType.startsWith("EC") && algorithm.equals("EC"))
        || (keyType.startsWith("Ed") && algorithm.startsWith("Ed"));
  }

  @Override
  public String toString() {
    return "ServerIdentity[" + alias + "]";
  }
}
