package dev.rung.local.program;

import java.util.Arrays;

/**
 * What a program is told of one step, in lists that it takes as they are.
 *
 * @param plan three numbers a sequence: its id, tokens that it holds, tokens that come
 * @param ids tokens that come, sequence after sequence
 * @param wanted rows of {@code ids} whose logits are asked for, rising
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on to native code, never compared.
record Step(long[] plan, long[] ids, long[] wanted) {

  /** Collects sequences. */
  static final class Builder {
    private static final int NUMBERS = 3;
    private final int vocabulary;
    private long[] plan = new long[NUMBERS];
    private long[] ids = new long[1];
    private long[] wanted = new long[1];
    private int sequences;
    private int rows;
    private int wantedRows;

    Builder(int vocabulary) {
      this.vocabulary = vocabulary;
    }

    void add(TorchSequence sequence, int[] tokens, int wantedOfThem) {
      if (tokens.length > sequence.capacity() - sequence.length()) {
        throw new IllegalArgumentException(
            "%d tokens do not fit into a sequence that holds %d of %d"
                .formatted(tokens.length, sequence.length(), sequence.capacity()));
      }
      plan = Arrays.copyOf(plan, NUMBERS * (sequences + 1));
      plan[NUMBERS * sequences] = sequence.id();
      plan[NUMBERS * sequences + 1] = sequence.length();
      plan[NUMBERS * sequences + 2] = tokens.length;
      sequences++;
      addIds(tokens);
      addWanted(wantedOfThem);
    }

    Step build() {
      return new Step(plan, Arrays.copyOf(ids, rows), Arrays.copyOf(wanted, wantedRows));
    }

    private void addIds(int[] tokens) {
      ids = Arrays.copyOf(ids, rows + tokens.length);
      for (int token : tokens) {
        if (token < 0 || token >= vocabulary) {
          throw new IllegalArgumentException("a token must be below " + vocabulary);
        }
        ids[rows++] = token;
      }
    }

    private void addWanted(int count) {
      wanted = Arrays.copyOf(wanted, wantedRows + count);
      for (int row = rows - count; row < rows; row++) {
        wanted[wantedRows++] = row;
      }
    }
  }
}
