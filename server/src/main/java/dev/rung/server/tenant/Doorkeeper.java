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
    return tenants.admit(Admitted.ANYBODY.caller().tenant(), Admitted.ANYBODY.scopes());
  }

  private Entry judge(Credentials credentials, Need need) {
    Entry entry = authenticator.who(credentials);
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
}
