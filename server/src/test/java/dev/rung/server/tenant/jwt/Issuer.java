package dev.rung.server.tenant.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Signs tokens, with keys of each kind. */
public final class Issuer {
  public static final String NAME = "https://login.example";
  public static final String AUDIENCE = "rung";
  static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  final RSAKey rsa;
  final ECKey ec;
  final KeyPair edDsa;

  public Issuer() {
    try {
      rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
      ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
      edDsa = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (JOSEException | GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public String jwks() {
    return new JWKSet(List.of(rsa.toPublicJWK(), ec.toPublicJWK(), edDsaKey())).toString();
  }

  private OctetKeyPair edDsaKey() {
    EdECPublicKey key = (EdECPublicKey) edDsa.getPublic();
    byte[] y = key.getPoint().getY().toByteArray();
    byte[] x = new byte[32];
    for (int i = 0; i < y.length && i < x.length; i++) {
      x[i] = y[y.length - 1 - i];
    }
    x[31] |= (byte) (key.getPoint().isXOdd() ? 0x80 : 0);
    return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).keyID("ed").build();
  }

  /** What a good token says. */
  public static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(NAME)
        .audience(AUDIENCE)
        .expirationTime(Date.from(NOW.plusSeconds(600)))
        .issueTime(Date.from(NOW.minusSeconds(5)))
        .claim("tenant", "acme")
        .claim("scope", "openid generate stats");
  }

  static JWSHeader.Builder header(JWSAlgorithm algorithm, String kid) {
    return new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID(kid);
  }

  String rs256(JWTClaimsSet claims) {
    return sign(header(JWSAlgorithm.RS256, "rsa").build(), claims, signer(rsa));
  }

  public String es256(JWTClaimsSet claims) {
    try {
      return sign(header(JWSAlgorithm.ES256, "ec").build(), claims, new ECDSASigner(ec));
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  String edDsa(JWTClaimsSet claims) throws GeneralSecurityException {
    SignedJWT token = new SignedJWT(header(JWSAlgorithm.EdDSA, "ed").build(), claims);
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(edDsa.getPrivate());
    signature.update(token.getSigningInput());
    return new String(token.getSigningInput(), US_ASCII) + "." + Base64URL.encode(signature.sign());
  }

  static JWSSigner signer(RSAKey key) {
    try {
      return new RSASSASigner(key);
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static JWSSigner mac(byte[] secret) {
    try {
      return new MACSigner(secret);
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
    try {
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
