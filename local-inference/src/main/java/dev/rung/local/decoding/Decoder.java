package dev.rung.local.decoding;

import dev.rung.local.InferenceException;
import java.util.List;

/**
 * Executes a loaded model: tokens in, logits out, with what a model remembers of a text (keys and
 * values, or states) owned by {@link Sequence}s.
 *
 * <p>Threads: one at a time, sequences included; the figures, which never change, are for any.
 */
public interface Decoder extends AutoCloseable {

  /** Numbers in a row of logits. May be more than the tokenizer has ids. */
  int vocabulary();

  /** Tokens that a sequence can hold at most. */
  int contextWindow();

  /** Tokens of one call of {@link #forward} at most, all sequences together. */
  int widestStep();

  /** Bytes of memory that a sequence with room for so many tokens takes. */
  long sequenceBytes(int capacity);

  /**
   * A sequence that holds nothing yet.
   *
   * @param capacity tokens that it must have room for, 1 to {@link #contextWindow}
   * @throws InferenceException when there is no memory for it
   */
  Sequence open(int capacity) throws InferenceException;

  /**
   * A sequence that begins with the first tokens of another, without computing them again.
   *
   * @param length how many; {@link Sequence#canCut} must hold for it
   * @throws InferenceException when there is no memory for it
   */
  Sequence fork(Sequence source, int length, int capacity) throws InferenceException;

  /**
   * Appends tokens to sequences, each at most once in a call, and computes logits. When it throws,
   * the sequences of the call are to be closed: what they hold is not known.
   *
   * @return the rows asked for: those of the first input, oldest position first, then the next
   * @throws InferenceException when the model fails
   */
  Logits forward(List<Input> inputs) throws InferenceException;

  /** Gives memory back that is free now. Milliseconds; called now and then between steps. */
  void tidy();

  /** Frees the weights. Sequences are to be closed before. */
  @Override
  void close();

  /** What a model remembers of one text. */
  interface Sequence extends AutoCloseable {

    /** Tokens that it holds. */
    int length();

    /** Tokens that it has room for. */
    int capacity();

    /**
     * Whether it can be cut back to this length. A model with keys and values can do that always;
     * one with states only within the tokens of its last step, when that was a short one.
     */
    boolean canCut(int length);

    /** Forgets the tokens after the first {@code length}. {@link #canCut} must hold. */
    void cut(int length);

    @Override
    void close();
  }

  /**
   * Tokens to append to a sequence.
   *
   * @param tokens ids below {@link Decoder#vocabulary}, at least one
   * @param wanted of how many of them, counted from the last, logits are asked for; 0 to all
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on within a step, never compared.
  record Input(Sequence sequence, int[] tokens, int wanted) {
    public Input {
      if (tokens.length == 0 || wanted < 0 || wanted > tokens.length) {
        throw new IllegalArgumentException(wanted + " rows wanted of " + tokens.length);
      }
    }
  }

  /** Rows of logits, each {@link Decoder#vocabulary} numbers. Valid until the next step. */
  interface Logits {
    int rows();

    /** The logits of a row; the caller may change them. */
    float[] row(int index);
  }
}
