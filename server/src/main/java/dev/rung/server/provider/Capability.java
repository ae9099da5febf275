package dev.rung.server.provider;

import java.util.Locale;
import java.util.Optional;

/** What a model can do beyond completing text. */
public enum Capability {
  CHAT,
  CODE,
  TOOLS,
  VISION,
  JSON;

  /** The capability of this configured name, such as "tools". */
  public static Optional<Capability> named(String name) {
    for (Capability capability : values()) {
      if (capability.label().equals(name)) {
        return Optional.of(capability);
      }
    }
    return Optional.empty();
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
