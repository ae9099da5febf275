package dev.rung.local;

/** Is told of an answer while it is made. */
@FunctionalInterface
public interface TokenListener {

  /**
   * Takes a piece of the answer.
   *
   * @param piece text that is final: whole characters, never empty
   * @return false to end the answer here
   */
  boolean onText(String piece);
}
