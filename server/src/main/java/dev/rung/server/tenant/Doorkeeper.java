package dev.rung.server.tenant;

import dev.rung.server.tenant.Entry.Admitted;
import dev.rung.server.tenant.Entry.Fault;
import dev.rung.server.tenant.Entry.Turned;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells whether callers may enter, by who they are. Takes microseconds and never waits, so it may
 * be asked on event loops. Safe for several threads.
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
  private final Authenticator authenticator;
  private final Supplier<Rule> rule;
  private volatile boolean keptClosed;

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
    WrongTries tries = new WrongTries(mostWrong, nanoTime);
    this.authenticator = new Authenticator(keys, tenants, tokens, tries, clock);
    this.rule = rule;
  }

  /**
   * From now on callers and operators have to show who they are whatever the rule becomes: others
   * than this machine reach the doors.
   */
  public void keepClosed() {
    keptClosed = true;
  }

  /** Whether callers have to show who they are. */
  public boolean isClosed() {
    return keptClosed || isClosedByRule();
  }

  private boolean isClosedByRule() {
    return switch (rule.get()) {
      case NEVER -> false;
      case WHEN_MADE -> keys.exist() || tokens.trusted() || tenants.certificates();
      case ALWAYS -> true;
    };
  }

  /** A door for callers. */
  public Door callers() {
    return (credentials, need) -> {
      if (need.anyOf().isEmpty()) {
        return stranger();
      }
      return isClosed() ? judge(credentials, need) : unlessDisabled(stranger());
    };
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
    boolean asked = keptClosed || rule.get() != Rule.NEVER;
    return !asked || (loopback && !keys.adminExists());
  }

  /** Where nobody has to show anything, the tenant is "default", whose settings hold. */
  private Admitted stranger() {
    return tenants.admit(Admitted.ANYBODY.caller().tenant(), Admitted.ANYBODY.scopes());
  }

  private Entry judge(Credentials credentials, Need need) {
    Entry entry = unlessDisabled(authenticator.who(credentials));
    if (!(entry instanceof Admitted admitted) || need.isMetBy(admitted.scopes())) {
      return entry;
    }
    return new Turned(
        Fault.SCOPE_MISSING,
        "this call needs a key with the scope " + need.text() + "; ask the operator for one");
  }

  private Entry unlessDisabled(Entry entry) {
    if (!(entry instanceof Admitted admitted)) {
      return entry;
    }
    String tenant = admitted.caller().tenant();
    return tenants.settings(tenant).enabled()
        ? entry
        : new Turned(
            Fault.TENANT_DISABLED, "the tenant " + tenant + " is disabled; ask the operator");
  }
}
