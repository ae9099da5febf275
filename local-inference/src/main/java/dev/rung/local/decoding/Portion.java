package dev.rung.local.decoding;

import dev.rung.local.decoding.Decoder.Input;

/**
 * What one answer puts into a step.
 *
 * @param tokens the ones that the model has not seen, or the first of them, and then the guess
 * @param wanted rows of logits that are asked for: none within a prompt
 * @param guessed tokens at the end that are a guess
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on within a step, never compared.
record Portion(Working working, int[] tokens, int wanted, int guessed) {
  Input input() {
    return new Input(working.sequence(), tokens, wanted);
  }

  /** The token of the guess that should follow on the first {@code index} ones. */
  int guess(int index) {
    return tokens[tokens.length - guessed + index];
  }
}
