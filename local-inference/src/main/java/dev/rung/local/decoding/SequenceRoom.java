package dev.rung.local.decoding;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;

/** The memory that the open sequences of a decoder take together, up to a bound. One thread. */
public final class SequenceRoom {
  private final long limitBytes;
  private long taken;

  public SequenceRoom(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /**
   * Whether another sequence may be opened; takes nothing yet.
   *
   * @param capacity in tokens
   * @param window most tokens of one sequence
   * @param bytes that it would take
   * @throws IllegalArgumentException where no sequence has that capacity
   * @throws InferenceException where the others leave too little room for it
   */
  public void check(int capacity, int window, long bytes) throws InferenceException {
    if (capacity < 1 || capacity > window) {
      throw new IllegalArgumentException("capacity must be 1 to " + window + ", not " + capacity);
    }
    if (taken + bytes > limitBytes) {
      throw new InferenceException(
          Reason.OUT_OF_MEMORY,
          "a sequence of %d tokens takes %d bytes; %d of %d are taken"
              .formatted(capacity, bytes, taken, limitBytes));
    }
  }

  /** A sequence was opened that takes so much. */
  public void take(long bytes) {
    taken += bytes;
  }

  /** A sequence was closed that took so much. */
  public void give(long bytes) {
    taken -= bytes;
  }
}
