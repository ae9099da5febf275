package dev.rung.server.tenant.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.rung.server.tenant.Entry.Fault;
import dev.rung.server.tenant.Scope;
import dev.rung.server.tenant.Tokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JwtTokensTest {
  private static final Issuer ISSUER = new Issuer();
  private static final Tokens.Good ACME =
      new Tokens.Good("acme", Set.of(Scope.GENERATE, Scope.STATS));

  @TempDir Path folder;
  private Instant now = Issuer.NOW;
  private JwtTokens tokens = new JwtTokens(settings(Path.of("")), () -> now, () -> 0);

  @BeforeEach
  void readKeys() throws Exception {
    Path file = folder.resolve("keys.json");
    Files.writeString(file, ISSUER.jwks());
    tokens = new JwtTokens(settings(file), () -> now, () -> 0);
    assertThat(tokens.readKeys().get(1, TimeUnit.MINUTES)).isTrue();
  }

  private static JwtSettings settings(Path file) {
    return new JwtSettings(
        Issuer.NAME,
        Issuer.AUDIENCE,
        new JwtSettings.InFile(file),
        "tenant",
        "scope",
        Duration.ofSeconds(60));
  }

  private static JWTClaimsSet good() {
    return Issuer.claims().build();
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  private Fault fault(String token) {
    return ((Tokens.Bad) tokens.read(token)).fault();
  }

  @Test
  void goodTokensOfEveryKindStandForTheirTenant() throws Exception {
    assertThat(tokens.read(ISSUER.rs256(good()))).isEqualTo(ACME);
    assertThat(tokens.read(ISSUER.es256(good()))).isEqualTo(ACME);
    assertThat(tokens.read(ISSUER.edDsa(good()))).isEqualTo(ACME);
  }

  @Test
  void scopesMayBeAList() {
    JWTClaimsSet claims = Issuer.claims().claim("scope", List.of("admin", "x")).build();

    assertThat(tokens.read(ISSUER.es256(claims)))
        .isEqualTo(new Tokens.Good("acme", Set.of(Scope.ADMIN)));
  }

  @Test
  void aRefusalSaysWhatToAskFor() throws Exception {
    assertThat(message(ISSUER.rs256(Issuer.claims().issuer("https://evil.example").build())))
        .endsWith("ask " + Issuer.NAME + " for one");
    assertThat(message(ISSUER.rs256(Issuer.claims().audience("another").build())))
        .endsWith("ask for one for " + Issuer.AUDIENCE);
    assertThat(message(ISSUER.rs256(Issuer.claims().expirationTime(null).build())))
        .contains("ask the issuer for one that ends");
    assertThat(message(base64("{\"alg\":\"none\"}") + "." + base64(good().toString()) + "."))
        .contains("RS256, ES256 or EdDSA");
    assertThat(message("no token at all")).contains("see that it is whole");
    assertThat(message(ISSUER.rs256(Issuer.claims().claim("tenant", 7).build())))
        .isEqualTo("the token's claim tenant must be the name of a tenant");
    assertThat(message(ISSUER.rs256(Issuer.claims().claim("scope", 7).build())))
        .isEqualTo(
            "the token's claim scope must be a list of texts, or a text with blanks between them");
    assertThat(message(ISSUER.rs256(Issuer.claims().claim("scope", List.of("stats", 7)).build())))
        .contains("must be a list of texts");
  }

  private String message(String token) {
    return ((Tokens.Bad) tokens.read(token)).message();
  }

  @Test
  void forgedTokensAreRefused() throws Exception {
    String payload = base64(good().toString());
    Map<String, String> forged = new LinkedHashMap<>();
    forged.put("unsigned", base64("{\"alg\":\"none\"}") + "." + payload + ".");
    forged.put(
        "unsigned, with a kid", base64("{\"alg\":\"none\",\"kid\":\"rsa\"}") + "." + payload + ".");
    byte[] published = ISSUER.rsa.toRSAPublicKey().getEncoded();
    forged.put(
        "the public key as a secret",
        Issuer.sign(
            Issuer.header(JWSAlgorithm.HS256, "rsa").build(), good(), Issuer.mac(published)));
    forged.put(
        "of another key under a known name",
        Issuer.sign(
            Issuer.header(JWSAlgorithm.RS256, "rsa").build(),
            good(),
            Issuer.signer(new RSAKeyGenerator(2048).generate())));
    forged.put(
        "by an algorithm that is not taken",
        Issuer.sign(
            Issuer.header(JWSAlgorithm.RS512, "rsa").build(), good(), Issuer.signer(ISSUER.rsa)));
    forged.put(
        "with something critical that is not known",
        Issuer.sign(
            Issuer.header(JWSAlgorithm.RS256, "rsa")
                .criticalParams(Set.of("exp"))
                .customParam("exp", 1)
                .build(),
            good(),
            Issuer.signer(ISSUER.rsa)));
    forged.put(
        "of another kind",
        Issuer.sign(
            Issuer.header(JWSAlgorithm.RS256, "rsa").type(new JOSEObjectType("logout+jwt")).build(),
            good(),
            Issuer.signer(ISSUER.rsa)));
    forged.put("brackets in brackets", base64("[".repeat(5_000)) + "." + payload + ".AA");
    forged.put(
        "objects in objects",
        base64("{\"alg\":\"RS256\",\"x\":" + "{\"a\":".repeat(900)) + "." + payload + ".AA");
    forged.put(
        "with a key of its own",
        Issuer.sign(
            Issuer.header(JWSAlgorithm.RS256, "mine").jwk(ISSUER.rsa.toPublicJWK()).build(),
            good(),
            Issuer.signer(ISSUER.rsa)));
    String signed = ISSUER.rs256(good());
    String other = base64(Issuer.claims().claim("tenant", "globex").build().toString());
    forged.put("changed", signed.replaceFirst("\\.[^.]+\\.", "." + other + "."));
    forged.put("without its signature", signed.substring(0, signed.lastIndexOf('.') + 1));
    forged.put("nothing of the kind", "a.b.c");
    forged.put("too long", signed + "a".repeat(9_000));

    forged.forEach((how, token) -> assertThat(fault(token)).as(how).isEqualTo(Fault.KEY_INVALID));
  }

  @Test
  void accessTokensThatNameTheirKindAreTaken() {
    for (String kind : List.of("at+jwt", "application/at+jwt", "JWT", "jwt")) {
      String token =
          Issuer.sign(
              Issuer.header(JWSAlgorithm.RS256, "rsa").type(new JOSEObjectType(kind)).build(),
              good(),
              Issuer.signer(ISSUER.rsa));

      assertThat(tokens.read(token)).as(kind).isEqualTo(ACME);
    }
  }

  @Test
  void keysThatAreNoneAreLeftOutOfWhatTheIssuerPublishes() throws Exception {
    Files.writeString(
        folder.resolve("keys.json"),
        "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"ed\",\"x\":\"\"}]}");

    assertThat(tokens.readKeys().get(1, TimeUnit.MINUTES)).isTrue();

    assertThat(fault(ISSUER.edDsa(good()))).isEqualTo(Fault.KEY_INVALID);
  }

  @Test
  void tokensThatSayTheWrongThingAreRefused() {
    Map<String, JWTClaimsSet> wrong = new LinkedHashMap<>();
    wrong.put("issuer", Issuer.claims().issuer("https://evil.example").build());
    wrong.put("audience", Issuer.claims().audience("others").build());
    wrong.put("no end", Issuer.claims().expirationTime(null).build());
    wrong.put(
        "not yet", Issuer.claims().notBeforeTime(Date.from(Issuer.NOW.plusSeconds(61))).build());
    wrong.put(
        "from the future",
        Issuer.claims().issueTime(Date.from(Issuer.NOW.plusSeconds(61))).build());
    wrong.put("no tenant", Issuer.claims().claim("tenant", null).build());
    wrong.put("no name", Issuer.claims().claim("tenant", "a b").build());
    wrong.put("no text", Issuer.claims().claim("tenant", 7).build());

    wrong.forEach((how, claims) ->
        assertThat(fault(ISSUER.es256(claims))).as(how).isEqualTo(Fault.KEY_INVALID));
  }

  @Test
  void aTokenEndsAlsoWhereItIsRemembered() {
    String token = ISSUER.es256(good());
    now = Issuer.NOW.plusSeconds(659);
    assertThat(tokens.read(token)).isEqualTo(ACME);

    now = Issuer.NOW.plusSeconds(660);

    assertThat(fault(token)).isEqualTo(Fault.KEY_EXPIRED);
  }

  @Test
  void aKeyThatTheIssuerTakesBackCountsNoMore() throws Exception {
    String token = ISSUER.es256(good());
    assertThat(tokens.read(token)).isEqualTo(ACME);
    Files.writeString(folder.resolve("keys.json"), "{\"keys\":[]}", US_ASCII);

    assertThat(tokens.readKeys().get(1, TimeUnit.MINUTES)).isTrue();

    assertThat(fault(token)).isEqualTo(Fault.KEY_INVALID);
  }

  @Test
  void keysThatCannotBeReadLeaveThoseThatAreKnown() throws Exception {
    String token = ISSUER.rs256(good());
    Files.writeString(folder.resolve("keys.json"), "no JSON");

    assertThat(tokens.readKeys().get(1, TimeUnit.MINUTES)).isFalse();

    assertThat(tokens.read(token)).isEqualTo(ACME);
  }
}
