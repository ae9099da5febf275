package dev.rung.server.budget;

import java.util.Locale;
import java.util.Optional;

/**
 * Whose money: everybody's, or that of one tenant, model or provider.
 *
 * @param name of the tenant, model or provider; empty for everybody's
 */
public record Scope(Kind kind, String name) {
  public static final Scope GLOBAL = new Scope(Kind.GLOBAL, "");

  /** What a scope is about. */
  public enum Kind {
    GLOBAL,
    TENANT,
    MODEL,
    PROVIDER;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Scope {
    if ((kind == Kind.GLOBAL) != name.isEmpty()) {
      throw new IllegalArgumentException(
          "a scope is global, or tenant, model or provider with a name, not " + kind + ":" + name);
    }
  }

  public static Scope tenant(String name) {
    return new Scope(Kind.TENANT, name);
  }

  public static Scope model(String name) {
    return new Scope(Kind.MODEL, name);
  }

  public static Scope provider(String name) {
    return new Scope(Kind.PROVIDER, name);
  }

  /** The scope that {@link #toString} spells so. */
  static Optional<Scope> parse(String text) {
    if (text.equals(Kind.GLOBAL.label())) {
      return Optional.of(GLOBAL);
    }
    for (Kind kind : Kind.values()) {
      String prefix = kind.label() + ":";
      if (kind != Kind.GLOBAL && text.startsWith(prefix) && text.length() > prefix.length()) {
        return Optional.of(new Scope(kind, text.substring(prefix.length())));
      }
    }
    return Optional.empty();
  }

  /** Such as "global" or "tenant:acme". */
  @Override
  public String toString() {
    return kind == Kind.GLOBAL ? kind.label() : kind.label() + ":" + name;
  }
}
