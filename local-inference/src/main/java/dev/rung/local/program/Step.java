package dev.rung.local.program;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * What a program is told of one step, in lists that it takes as they are.
 *
 * @param plan for each sequence: its id, tokens that its memory holds, tokens that come, how many
 *     of these are computed again, and 1 if the memory must go back before
 * @param ids tokens that come, sequence after sequence
 * @param wanted rows of {@code ids} whose logits are asked for, rising
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on to native code, never compared.
record Step(long[] plan, long[] ids, long[] wanted) {

  /** Collects sequences. */
  static final class Builder {
    private final int vocabulary;
    private final int widest;
    private final Set<TorchSequence> seen = new HashSet<>();
    private long[] plan = new long[0];
    private long[] ids = new long[0];
    private long[] wanted = new long[0];
    private int width;

    /**
     * An empty step.
     *
     * @param widest tokens at most, those computed again not counted
     */
    Builder(int vocabulary, int widest) {
      this.vocabulary = vocabulary;
      this.widest = widest;
    }

    /** Adds a sequence, with logits of the last so many of its tokens. */
    void add(TorchSequence sequence, int[] tokens, int wantedOfThem) {
      check(sequence, tokens);
      History history = sequence.history();
      int[] pending = history.pending();
      long held = (long) history.length() - pending.length;
      long rows = (long) pending.length + tokens.length;
      plan = joined(plan, sequence.id(), held, rows, pending.length, history.undo() ? 1 : 0);
      ids = joined(joined(ids, longs(pending)), longs(tokens));
      long[] last = new long[wantedOfThem];
      Arrays.setAll(last, i -> ids.length - wantedOfThem + i);
      wanted = joined(wanted, last);
    }

    Step build() {
      if (width == 0) {
        throw new IllegalArgumentException("a step without tokens");
      }
      return new Step(plan, ids, wanted);
    }

    private void check(TorchSequence sequence, int[] tokens) {
      if (!seen.add(sequence)) {
        throw new IllegalArgumentException("a sequence is there twice in one step");
      }
      if (tokens.length > sequence.capacity() - sequence.length()) {
        throw new IllegalArgumentException(
            "%d tokens do not fit into a sequence that holds %d of %d"
                .formatted(tokens.length, sequence.length(), sequence.capacity()));
      }
      for (int token : tokens) {
        if (token < 0 || token >= vocabulary) {
          throw new IllegalArgumentException("a token must be below " + vocabulary);
        }
      }
      width += tokens.length;
      if (width > widest) {
        throw new IllegalArgumentException("a step must have at most " + widest + " tokens");
      }
    }

    private static long[] longs(int[] numbers) {
      return Arrays.stream(numbers).asLongStream().toArray();
    }

    private static long[] joined(long[] first, long... second) {
      long[] both = Arrays.copyOf(first, first.length + second.length);
      System.arraycopy(second, 0, both, first.length, second.length);
      return both;
    }
  }
}
