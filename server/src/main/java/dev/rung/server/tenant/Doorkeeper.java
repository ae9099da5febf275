package dev.rung.server.tenant;

import dev.rung.server.peer.Peer;
import dev.rung.server.tenant.Entry.Admitted;
import dev.rung.server.tenant.Entry.Fault;
import dev.rung.server.tenant.Entry.Turned;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells who calls by what they show, and whether they may. Takes microseconds and never waits, so
 * it may be asked on event loops. Safe for several threads.
 */
public final class Doorkeeper {
  /** When callers have to show who they are. */
  public enum Rule {
    NEVER,
    /**
     * Once there is or was a key, an issuer of tokens or a certificate that stands for a tenant.
     */
    WHEN_MADE,
    ALWAYS
  }

  private final TenantKeys keys;
  private final Tenants tenants;
  private final Tokens tokens;
  private final WrongTries tries;
  private final InstantSource clock;
  private final Supplier<Rule> rule;

  /**
   * Who asks for keys by this rule, which may change at any time.
   *
   * @param mostWrong keys that one address may show in a minute; 0 for any number
   */
  public Doorkeeper(
      TenantKeys keys,
      Tenants tenants,
      Tokens tokens,
      int mostWrong,
      InstantSource clock,
      LongSupplier nanoTime,
      Supplier<Rule> rule) {
    this.keys = keys;
    this.tenants = tenants;
    this.tokens = tokens;
    this.tries = new WrongTries(mostWrong, nanoTime);
    this.clock = clock;
    this.rule = rule;
  }

  /** Whether callers have to show who they are. */
  public boolean isClosed() {
    return switch (rule.get()) {
      case NEVER -> false;
      case WHEN_MADE -> keys.exist() || tokens.trusted() || tenants.certificates();
      case ALWAYS -> true;
    };
  }

  /** A door for callers. */
  public Door callers() {
    return (credentials, need) ->
        need.anyOf().isEmpty() || !isClosed() ? stranger() : judge(credentials, need);
  }

  /**
   * The door for operators.
   *
   * @param loopback whether only this machine reaches it; then it is open until there is a key for
   *     operators
   */
  public Door operators(boolean loopback) {
    return (credentials, need) ->
        need.anyOf().isEmpty() || isOpen(loopback) ? Admitted.ANYBODY : judge(credentials, need);
  }

  private boolean isOpen(boolean loopback) {
    return rule.get() == Rule.NEVER || (loopback && !keys.adminExists());
  }

  /** Where nobody has to show anything, the tenant is "default", whose settings hold. */
  private Entry stranger() {
    return new Admitted(tenants.caller(Admitted.ANYBODY.caller().tenant()), Set.of(Scope.values()));
  }

  private Entry judge(Credentials credentials, Need need) {
    Entry entry = who(credentials);
    if (!(entry instanceof Admitted admitted)) {
      return entry;
    }
    if (!tenants.settings(admitted.caller().tenant()).enabled()) {
      return new Turned(
          Fault.TENANT_DISABLED,
          "the tenant " + admitted.caller().tenant() + " is disabled; ask the operator");
    }
    return need.isMetBy(admitted.scopes())
        ? admitted
        : new Turned(
            Fault.SCOPE_MISSING,
            "this call needs a key with the scope " + need.text() + "; ask the operator for one");
  }

  private Entry who(Credentials credentials) {
    Optional<String> bearer = credentials.bearer();
    if (bearer.isPresent()) {
      return byBearer(credentials.peer(), bearer.get());
    }
    return tenants
        .byCertificate(credentials.names())
        .<Entry>map(known -> new Admitted(tenants.caller(known.tenant()), known.scopes()))
        .orElseGet(() ->
            new Turned(
                Fault.KEY_MISSING,
                "a key is needed: send it in the header authorization, as Bearer and the key"));
  }

  private Entry byBearer(Optional<Peer> peer, String shown) {
    Optional<Duration> pause = peer.flatMap(from -> tries.pause(from, shown));
    if (pause.isPresent()) {
      return new Turned(
          Fault.TOO_MANY_WRONG_KEYS,
          "too many wrong keys came from this address: use the right one, a minute from now",
          pause);
    }
    Entry entry = shown.startsWith(KeyText.PREFIX) ? byKey(shown) : byToken(shown);
    peer.ifPresent(from -> note(from, shown, entry));
    return entry;
  }

  private void note(Peer from, String shown, Entry entry) {
    switch (entry) {
      case Admitted _ -> tries.right(from, shown);
      case Turned turned when turned.fault() == Fault.KEY_INVALID -> tries.wrong(from);
      case Turned _ -> {} // Known, and of no use to who guesses.
    }
  }

  private Entry byKey(String shown) {
    Optional<TenantKey> found = keys.find(shown);
    if (found.isEmpty()) {
      return new Turned(Fault.KEY_INVALID, "the key is not known: see that it is whole");
    }
    TenantKey key = found.get();
    Instant now = clock.instant();
    if (key.revokedAt().isPresent()) {
      return new Turned(Fault.KEY_REVOKED, "the key " + key.id() + " was revoked; ask for another");
    }
    if (key.expiresAt().filter(end -> !now.isBefore(end)).isPresent()) {
      return new Turned(Fault.KEY_EXPIRED, "the key " + key.id() + " has expired; ask for another");
    }
    keys.use(key, now);
    return new Admitted(tenants.caller(key.tenant()), key.scopes());
  }

  private Entry byToken(String shown) {
    return switch (tokens.read(shown)) {
      case Tokens.Good(var tenant, var scopes) -> new Admitted(tenants.caller(tenant), scopes);
      case Tokens.Bad(var fault, var message, var pause) -> new Turned(fault, message, pause);
    };
  }
}
