package dev.rung.server.tenant;

/**
 * A key that was just made.
 *
 * @param text the key itself, shown once and kept nowhere; never logged
 */
public record NewKey(TenantKey key, String text) {
  @Override
  public String toString() {
    return "NewKey[" + key.id() + "]";
  }
}
