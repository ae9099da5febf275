package dev.rung.server.tenant;

import dev.rung.server.generate.Caller;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Whether a call is let in. */
public sealed interface Entry {

  /** As whom, and with which scopes. */
  record Admitted(Caller caller, Set<Scope> scopes) implements Entry {
    /** Where nobody has to show anything. */
    public static final Admitted ANYBODY = new Admitted(Caller.ANONYMOUS, Set.of(Scope.values()));

    public Admitted {
      scopes = Set.copyOf(scopes);
    }
  }

  /**
   * Why not.
   *
   * @param message what to change; nothing of what was shown
   */
  record Turned(Fault fault, String message, Optional<Duration> retryAfter) implements Entry {
    Turned(Fault fault, String message) {
      this(fault, message, Optional.empty());
    }
  }

  /** What a program decides by. */
  enum Fault {
    KEY_MISSING,
    KEY_INVALID,
    KEY_EXPIRED,
    KEY_REVOKED,
    /** Too many wrong keys came from where this one does. */
    TOO_MANY_WRONG_KEYS,
    SCOPE_MISSING,
    TENANT_DISABLED,
    /** The keys of an issuer of tokens, or one's own, are on their way. */
    KEYS_PENDING;

    /** Whether an operator took back what a caller had, as against what ran out by itself. */
    public boolean isWithdrawal() {
      return switch (this) {
        case KEY_REVOKED, TENANT_DISABLED -> true;
        case KEY_MISSING,
            KEY_INVALID,
            KEY_EXPIRED,
            TOO_MANY_WRONG_KEYS,
            SCOPE_MISSING,
            KEYS_PENDING ->
            false;
      };
    }

    /** Whether the caller is not known, rather than known and not allowed. */
    public boolean isUnknown() {
      return switch (this) {
        case KEY_MISSING, KEY_INVALID, KEY_EXPIRED, KEY_REVOKED -> true;
        case TOO_MANY_WRONG_KEYS, SCOPE_MISSING, TENANT_DISABLED, KEYS_PENDING -> false;
      };
    }
  }
}
