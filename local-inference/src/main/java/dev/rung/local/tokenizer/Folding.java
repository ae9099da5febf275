package dev.rung.local.tokenizer;

import dev.rung.local.Turn;
import dev.rung.local.Turn.Speaker;
import java.util.ArrayList;
import java.util.List;

/** Brings a conversation into the form that every template takes. */
final class Folding {
  private static final String BETWEEN = "\n\n";

  private Folding() {}

  /**
   * The same said by user and assistant by turns: what the system says is said by the user, and
   * turns of one speaker that follow each other are one.
   */
  static List<Turn> fold(List<Turn> conversation) {
    List<Turn> folded = new ArrayList<>();
    for (Turn turn : conversation) {
      Speaker speaker = turn.speaker() == Speaker.ASSISTANT ? Speaker.ASSISTANT : Speaker.USER;
      if (!folded.isEmpty() && folded.getLast().speaker() == speaker) {
        Turn before = folded.removeLast();
        folded.add(new Turn(speaker, before.text() + BETWEEN + turn.text()));
      } else {
        folded.add(new Turn(speaker, turn.text()));
      }
    }
    return folded;
  }
}
