package dev.rung.server.generate;

/**
 * Who asks.
 *
 * @param tenant whose budget, cache and limits apply
 * @param rights what may serve it
 * @param seesAll whether it is shown the figures of every tenant; else only its own
 */
public record Caller(String tenant, Rights rights, boolean seesAll) {
  /** What a tenant's name must be, in words. */
  public static final String TENANT_RULE =
      "1 to 128 letters, digits, dots, dashes, underscores, colons, slashes or @";

  private static final int LONGEST_TENANT = 128;

  /** Anybody, where no keys are configured: there is nobody to keep figures from. */
  public static final Caller ANONYMOUS = new Caller("default", Rights.ALL, true);

  public Caller {
    if (tenant.isBlank()) {
      throw new IllegalArgumentException("tenant must not be blank");
    }
  }

  /** Whether a text can be the name of a tenant that keys, tokens and settings name. */
  public static boolean isTenant(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_TENANT
        && text.chars()
            .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || ".-_:/@".indexOf(c) >= 0));
  }

  /** One who may be served by every model, and sees its own figures. */
  public Caller(String tenant) {
    this(tenant, Rights.ALL, false);
  }
}
