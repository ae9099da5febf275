package dev.rung.server.tenant;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Reads tokens of an issuer that the operator trusts. Safe for several threads; never waits. */
public interface Tokens {
  /** Where no issuer is trusted. */
  Tokens NONE =
      new Tokens() {
        @Override
        public Reading read(String token) {
          return new Bad(
              Entry.Fault.KEY_INVALID,
              "the key is not known: see that it is whole",
              Optional.empty(),
              true);
        }

        @Override
        public boolean trusted() {
          return false;
        }
      };

  Reading read(String token);

  /** Whether any issuer is trusted. */
  boolean trusted();

  /** What a token says. */
  sealed interface Reading {}

  /** Of whom it is and what it may be used for. */
  record Good(String tenant, Set<Scope> scopes) implements Reading {
    public Good {
      scopes = Set.copyOf(scopes);
    }
  }

  /**
   * Why it does not count; nothing of the token.
   *
   * @param guess whether it may be one that somebody made up to find a way in
   */
  record Bad(Entry.Fault fault, String message, Optional<Duration> retryAfter, boolean guess)
      implements Reading {}
}
