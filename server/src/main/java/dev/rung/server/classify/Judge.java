package dev.rung.server.classify;

/** Who finds a task's tier. What callers say of it decides in any case. */
public enum Judge {
  /** The rules and the trained classifier together. */
  BOTH,
  RULES,
  /** The trained classifier alone. */
  MODEL
}
