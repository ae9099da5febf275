package dev.rung.local.decoding;

import dev.rung.local.InferenceException;
import dev.rung.local.decoding.Decoder.Logits;
import dev.rung.local.decoding.Decoder.Sequence;

/** An answer with the sequence that the model has for it. Belongs to the decode loop. */
final class Working {
  private static final int[] NONE = {};

  private final Answer answer;
  private final PromptLookup lookup = new PromptLookup();
  private Sequence sequence;
  private final int border;
  private boolean guesses = true;

  /** Tokens at the end of the sequence that were guessed, and not taken when the answer ended. */
  private int refuted;

  /**
   * Begins to work.
   *
   * @param border tokens at the beginning that another prompt shares, whose state is to be kept; or
   *     0
   */
  Working(Answer answer, Sequence sequence, int border) {
    this.border = border;
    this.answer = answer;
    this.sequence = sequence;
  }

  Answer answer() {
    return answer;
  }

  Sequence sequence() {
    return sequence;
  }

  /** Tokens of the answer, with its prompt, that the sequence holds from its beginning on. */
  int known() {
    return Math.min(sequence.length() - refuted, answer.tokens().size());
  }

  /** Tokens that the model has not seen. One is the last one made; more are of the prompt. */
  int pending() {
    return answer.tokens().size() - sequence.length();
  }

  /** Tokens of the prompt that the next step may take, so that it ends at a border. */
  int untilBorder() {
    return border > sequence.length() ? border - sequence.length() : Integer.MAX_VALUE;
  }

  boolean isAtBorder() {
    return border > 0 && sequence.length() == border;
  }

  /** Tokens that may follow, of which the model is to say whether they do. */
  int[] guess(int most) {
    return guesses && answer.isGreedy()
        ? lookup.guess(answer.tokens(), Math.min(most, answer.room() - 1))
        : NONE;
  }

  /**
   * Takes tokens by the logits of a step, as many as the guess was right, and one more.
   *
   * @param row of the logits, the first one of the portion
   * @throws InferenceException when the logits are no numbers, or there is no memory to go on
   */
  void take(Portion portion, Logits logits, int row, Decoder decoder) throws InferenceException {
    if (portion.wanted() == 0) {
      return;
    }
    int right = 0;
    while (answer.next(logits.row(row + right)) == expected(portion, right) && !answer.isEnded()) {
      right++;
    }
    if (portion.guessed() > 0) {
      lookup.checked(right);
    }
    forgetGuesses(portion.guessed() - right, decoder);
  }

  /** No token is -1. */
  private static int expected(Portion portion, int right) {
    return right < portion.guessed() ? portion.guess(right) : -1;
  }

  private void forgetGuesses(int wrong, Decoder decoder) throws InferenceException {
    if (answer.isEnded()) {
      refuted = wrong;
      return;
    }
    if (wrong == 0) {
      return;
    }
    int known = sequence.length() - wrong;
    if (sequence.canCut(known)) {
      sequence.cut(known);
    } else {
      // A model with states that cannot go back: it reads everything again, once.
      guesses = false;
      int capacity = sequence.capacity();
      sequence.close();
      sequence = decoder.open(capacity);
    }
  }
}
