package dev.rung.classifier;

/** How an instruction is put. */
public enum Mood {
  /** It asks for a piece of knowledge. */
  QUESTION,
  /** It tells what to do, also politely ("could you ..."). */
  COMMAND,
  STATEMENT
}
