package dev.rung.server.tenant.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.rung.server.generate.Caller;
import dev.rung.server.tenant.Entry.Fault;
import dev.rung.server.tenant.Scope;
import dev.rung.server.tenant.Tokens;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of one issuer. One that was found good is remembered by its hash until it ends, or the
 * issuer's keys change, so that its signature is checked once. Safe for several threads.
 */
public final class JwtTokens implements Tokens {
  private static final int LONGEST = 8 * 1024;
  private static final int REMEMBERED = 10_000;
  private static final Set<JOSEObjectType> KINDS =
      Set.of(
          JOSEObjectType.JWT,
          new JOSEObjectType("application/jwt"),
          new JOSEObjectType("at+jwt"),
          new JOSEObjectType("application/at+jwt"));
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final JwtSettings settings;
  private final IssuerKeys keys;
  private final InstantSource clock;
  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

  /** A token that was good with these keys. */
  private record Remembered(Good good, Instant end, long edition) {}

  /** Tokens whose issuer's keys are not read yet. */
  public JwtTokens(JwtSettings settings, InstantSource clock, LongSupplier nanoTime) {
    this.settings = settings;
    this.clock = clock;
    this.keys = new IssuerKeys(settings.source(), nanoTime);
  }

  /** Reads the issuer's keys, behind the caller's back; true where they could be. */
  public CompletableFuture<Boolean> readKeys() {
    return keys.read();
  }

  @Override
  public Reading read(String token) {
    if (token.length() > LONGEST) {
      return bad("the token is too long: ask for one of " + LONGEST + " characters at most");
    }
    SigningKeys current = keys.current();
    String hash = hash(token);
    Remembered known = remembered.get(hash);
    if (known != null
        && known.edition == current.edition()
        && clock.instant().isBefore(known.end)) {
      return known.good;
    }
    try {
      return check(SignedJWT.parse(token), current, hash);
    } catch (ParseException malformed) {
      return bad(
          "this is neither a key nor a signed token: see that it is whole; tokens must be signed"
              + " with RS256, ES256 or EdDSA");
    }
  }

  @Override
  public boolean trusted() {
    return true;
  }

  private Reading check(SignedJWT token, SigningKeys current, String hash) throws ParseException {
    JWSHeader header = token.getHeader();
    if (!SigningKeys.takes(header.getAlgorithm())) {
      return bad("tokens must be signed with RS256, ES256 or EdDSA: ask the issuer for such a one");
    }
    if (!isOfAccess(header.getType())) {
      return bad(
          "the token is of another kind: its header's typ must be JWT or at+jwt, or not be there");
    }
    Optional<JWK> key = current.find(header);
    if (key.isEmpty()) {
      boolean coming = keys.lookAgain();
      SigningKeys latest = keys.current();
      if (latest.edition() != current.edition()) {
        return check(token, latest, hash);
      }
      return coming
          ? new Bad(
              Fault.KEYS_PENDING,
              "the keys of the token's issuer are not read yet; try again",
              Optional.of(PAUSE),
              false)
          : new Bad(
              Fault.KEY_INVALID,
              "the token is signed with a key that its issuer does not publish: ask it for a new"
                  + " one, and the operator whether auth.jwt names the issuer's keys",
              Optional.empty(),
              false); // Of a key that was taken back, or is newer than those that were read.
    }
    if (!SigningKeys.verify(token, key.get())) {
      return bad("the token's signature is wrong: see that it is whole and was not changed");
    }
    return claims(token.getJWTClaimsSet(), current, hash);
  }

  /** Tokens of an issuer that mean something else name it, such as logout+jwt (RFC 8725, 3.11). */
  private static boolean isOfAccess(@Nullable JOSEObjectType type) {
    return type == null || KINDS.contains(type);
  }

  private Reading claims(JWTClaimsSet claims, SigningKeys current, String hash) {
    Instant now = clock.instant();
    if (!settings.issuer().equals(claims.getIssuer())) {
      return bad("the token is of another issuer: ask " + settings.issuer() + " for one");
    }
    if (!claims.getAudience().contains(settings.audience())) {
      return bad("the token is for another audience: ask for one for " + settings.audience());
    }
    Optional<Instant> end = Optional.ofNullable(claims.getExpirationTime()).map(Date::toInstant);
    if (end.isEmpty()) {
      return bad("the token has no end (exp): ask the issuer for one that ends");
    }
    if (!now.isBefore(end.get().plus(settings.skew()))) {
      return new Bad(
          Fault.KEY_EXPIRED, "the token has expired; ask for another", Optional.empty(), false);
    }
    if (isAhead(claims.getNotBeforeTime(), now) || isAhead(claims.getIssueTime(), now)) {
      return bad("the token is not good yet: see to the clocks");
    }
    if (!(claims.getClaim(settings.tenantClaim()) instanceof String tenant
        && Caller.isTenant(tenant))) {
      return bad("the token's claim " + settings.tenantClaim() + " must be the name of a tenant");
    }
    Optional<Set<Scope>> scopes = scopes(claims.getClaim(settings.scopeClaim()));
    if (scopes.isEmpty()) {
      return bad(
          "the token's claim "
              + settings.scopeClaim()
              + " must be a list of texts, or a text with blanks between them");
    }
    Good good = new Good(tenant, scopes.get());
    if (remembered.size() >= REMEMBERED) {
      remembered.clear();
    }
    remembered.put(hash, new Remembered(good, end.get().plus(settings.skew()), current.edition()));
    return good;
  }

  private boolean isAhead(@Nullable Date time, Instant now) {
    return time != null && time.toInstant().isAfter(now.plus(settings.skew()));
  }

  /** Those that are not scopes of ours mean something to others. Absent where it is no claim. */
  private static Optional<Set<Scope>> scopes(@Nullable Object claim) {
    List<?> labels =
        switch (claim) {
          case null -> List.of();
          case String text -> Arrays.asList(text.split(" ", -1));
          case List<?> list -> list;
          default -> List.of(claim);
        };
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (Object label : labels) {
      if (!(label instanceof String text)) {
        return Optional.empty();
      }
      Scope.named(text).ifPresent(scopes::add);
    }
    return Optional.of(scopes);
  }

  private static Bad bad(String message) {
    return new Bad(Fault.KEY_INVALID, message, Optional.empty(), true);
  }

  private static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
