package dev.rung.local;

import java.util.List;

/**
 * A conversation that fits.
 *
 * @param tokens of its prompt
 * @param droppedTurns the oldest ones, left out whole
 * @param droppedTokens of those, and of what was cut from other turns; estimated, at the number of
 *     tokens that a character takes in what is left
 */
public record Fitted(List<Turn> conversation, int tokens, int droppedTurns, int droppedTokens) {
  public Fitted {
    conversation = List.copyOf(conversation);
  }

  /** Whether anything is missing. */
  public boolean isReduced() {
    return droppedTurns > 0 || droppedTokens > 0;
  }
}
