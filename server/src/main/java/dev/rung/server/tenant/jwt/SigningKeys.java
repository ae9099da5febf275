package dev.rung.server.tenant.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/**
 * An issuer's public keys. RS256, ES256 and EdDSA (Ed25519) are taken, each with keys of its own
 * kind alone, so that no key is used for what it is not.
 *
 * @param edition higher at every reading
 */
record SigningKeys(long edition, List<JWK> keys) {
  static final SigningKeys NONE = new SigningKeys(0, List.of());

  private static final int LEAST_RSA_BITS = 2048;

  /** Checking a signature takes time with the square of them. */
  private static final int MOST_RSA_BITS = 16_384;

  /** RFC 8032, 5.1.5. */
  private static final int ED25519_BYTES = 32;

  private static final int MOST_KEYS = 100;

  SigningKeys {
    keys = List.copyOf(keys);
  }

  /** Those of a JWKS that can be used here. */
  static SigningKeys parse(long edition, String jwks) throws ParseException {
    return new SigningKeys(
        edition,
        JWKSet.parse(jwks).getKeys().stream()
            .filter(SigningKeys::usable)
            .limit(MOST_KEYS)
            .toList());
  }

  private static boolean usable(JWK key) {
    boolean signs = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
    return signs
        && switch (key) {
          case RSAKey rsa -> rsa.size() >= LEAST_RSA_BITS && rsa.size() <= MOST_RSA_BITS;
          case ECKey ec -> ec.getCurve().equals(Curve.P_256);
          case OctetKeyPair pair ->
              pair.getCurve().equals(Curve.Ed25519) && pair.getDecodedX().length == ED25519_BYTES;
          default -> false;
        };
  }

  /** Whether tokens signed like this are taken at all. */
  static boolean takes(JWSAlgorithm algorithm) {
    return algorithm.equals(JWSAlgorithm.RS256)
        || algorithm.equals(JWSAlgorithm.ES256)
        || algorithm.equals(JWSAlgorithm.EdDSA);
  }

  /** The key that a header names; where it names none, the only one that fits. */
  Optional<JWK> find(JWSHeader header) {
    List<JWK> fitting = keys.stream().filter(key -> fits(key, header.getAlgorithm())).toList();
    if (header.getKeyID() == null) {
      return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }
    return fitting.stream().filter(key -> header.getKeyID().equals(key.getKeyID())).findFirst();
  }

  private static boolean fits(JWK key, JWSAlgorithm algorithm) {
    boolean named = key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm);
    return named
        && switch (key) {
          case RSAKey _ -> algorithm.equals(JWSAlgorithm.RS256);
          case ECKey _ -> algorithm.equals(JWSAlgorithm.ES256);
          case OctetKeyPair _ -> algorithm.equals(JWSAlgorithm.EdDSA);
          default -> false;
        };
  }

  /** Whether this key has signed the token. */
  static boolean verify(SignedJWT token, JWK key) {
    try {
      return switch (key) {
        case RSAKey rsa -> token.verify(new RSASSAVerifier(rsa.toRSAPublicKey()));
        case ECKey ec -> token.verify(new ECDSAVerifier(ec.toECPublicKey()));
        case OctetKeyPair pair -> verify(token, pair);
        default -> false;
      };
    } catch (JOSEException | GeneralSecurityException unusable) {
      return false;
    }
  }

  /** By the JDK: the library would want another one for this. */
  private static boolean verify(SignedJWT token, OctetKeyPair pair)
      throws GeneralSecurityException {
    if (token.getHeader().getCriticalParams() != null
        && !token.getHeader().getCriticalParams().isEmpty()) {
      return false;
    }
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(publicKey(pair.getDecodedX()));
    signature.update(token.getSigningInput());
    return signature.verify(token.getSignature().decode());
  }

  /** RFC 8032, 5.1.2: y in little-endian order, and the sign of x in its highest bit. */
  private static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
    byte[] y = new byte[encoded.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = encoded[encoded.length - 1 - i];
    }
    boolean odd = (y[0] & 0x80) != 0;
    y[0] &= 0x7f;
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(
            new EdECPublicKeySpec(
                NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, y))));
  }
}
