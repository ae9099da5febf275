package dev.rung.server.generate;

/** Why an answer ended. */
public enum FinishReason {
  STOP,
  LENGTH,
  TOOL_CALLS,
  CONTENT_FILTER,
  BUDGET,
  CANCELLED,
  ERROR
}
