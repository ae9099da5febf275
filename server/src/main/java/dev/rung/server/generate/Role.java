package dev.rung.server.generate;

/** Who said a message. */
public enum Role {
  SYSTEM,
  USER,
  ASSISTANT,
  TOOL
}
