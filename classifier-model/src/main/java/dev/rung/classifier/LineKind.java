package dev.rung.classifier;

/** What a line of a prompt is. */
enum LineKind {
  BLANK,
  /** Opens or closes a fence of three backticks or tildes. */
  FENCE,
  /** Quoted from elsewhere: begins with {@code >}. */
  QUOTE,
  /** A frame of a stack trace. */
  TRACE,
  CODE,
  /** An item of a list, in prose. */
  ITEM,
  PROSE
}
