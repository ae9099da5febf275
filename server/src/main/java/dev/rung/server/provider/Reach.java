package dev.rung.server.provider;

/** How far away a model is. */
public enum Reach {
  /** In this process. */
  IN_PROCESS,
  /** On this machine, over loopback. */
  LOOPBACK,
  /** Beyond this machine. */
  REMOTE;

  /** Whether prompts stay on this machine. */
  public boolean isLocal() {
    return this != REMOTE;
  }
}
