package dev.rung.server.tenant;

import dev.rung.server.peer.Peer;
import dev.rung.server.tenant.Entry.Admitted;
import dev.rung.server.tenant.Entry.Fault;
import dev.rung.server.tenant.Entry.Turned;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Tells who calls, by what they show: a key, a token or, without either, a certificate. Never
 * waits. Safe for several threads.
 *
 * @param tries slows down who guesses keys
 */
record Authenticator(
    TenantKeys keys, Tenants tenants, Tokens tokens, WrongTries tries, InstantSource clock) {
  /** As long as {@link TenantKeys} waits between two attempts at reading them. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** As whom and with which scopes, or why nobody is known by this. */
  Entry who(Credentials credentials) {
    Optional<String> bearer = credentials.bearer();
    if (bearer.isPresent()) {
      return byBearer(credentials.peer(), bearer.get());
    }
    return tenants
        .byCertificate(credentials.names())
        .<Entry>map(known -> tenants.admit(known.tenant(), known.scopes()))
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
    return shown.startsWith(KeyText.PREFIX) ? byKey(peer, shown) : byToken(peer, shown);
  }

  private Entry byKey(Optional<Peer> peer, String shown) {
    Entry entry = byKey(shown);
    switch (entry) {
      case Admitted _ -> peer.ifPresent(from -> tries.right(from, shown));
      case Turned turned when turned.fault() == Fault.KEY_INVALID -> peer.ifPresent(tries::wrong);
      case Turned _ -> {} // Known, and of no use to who guesses.
    }
    return entry;
  }

  private Entry byKey(String shown) {
    boolean unread = keys.areUnread();
    Optional<TenantKey> found = keys.find(shown);
    if (found.isEmpty() && unread) {
      // No guess: it may be as right as it was before.
      return new Turned(
          Fault.KEYS_PENDING,
          "the keys cannot be read now; try again, and tell the operator: 'rung store check' says"
              + " what is wrong",
          Optional.of(PAUSE));
    }
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
    return tenants.admit(key.tenant(), key.scopes());
  }

  private Entry byToken(Optional<Peer> peer, String shown) {
    return switch (tokens.read(shown)) {
      case Tokens.Good(var tenant, var scopes) -> {
        peer.ifPresent(from -> tries.right(from, shown));
        yield tenants.admit(tenant, scopes);
      }
      case Tokens.Bad(var fault, var message, var pause, var guess) -> {
        peer.filter(_ -> guess).ifPresent(tries::wrong);
        yield new Turned(fault, message, pause);
      }
    };
  }
}
