package dev.rung.server.generate;

/** Whether others may answer when the first choice fails. */
public enum FallbackPolicy {
  /** Yes where the router chose the model, no where the request names one. */
  DEFAULT,
  ALLOW,
  /** Only the first choice may answer. */
  NONE
}
