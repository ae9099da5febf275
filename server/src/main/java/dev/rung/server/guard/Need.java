package dev.rung.server.guard;

/** How much a request needs the model that it asks for. */
public enum Need {
  /** Another one may answer it, or has not been asked yet. */
  USUAL,
  /** Nobody else can: a few such calls are made even while the model's breaker is open. */
  LAST_RESORT
}
