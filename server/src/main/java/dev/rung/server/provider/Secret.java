package dev.rung.server.provider;

/** A key. Never logged, never returned: only {@link #reveal()} shows it. */
public record Secret(String reveal) {
  public Secret {
    if (reveal.isBlank()) {
      throw new IllegalArgumentException("a key must not be blank");
    }
  }

  @Override
  public String toString() {
    return "Secret[redacted]";
  }
}
