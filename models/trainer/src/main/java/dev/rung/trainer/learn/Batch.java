package dev.rung.trainer.learn;

import java.util.Arrays;
import java.util.List;

/**
 * Texts of one length, made so with end tokens.
 *
 * @param texts how many
 * @param ids tokens, text after text
 * @param targets for each position the token that follows, or {@link #NONE} where the question goes
 *     on or the text is over
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on to native code, never compared.
record Batch(int texts, long[] ids, long[] targets) {
  static final long NONE = -100;

  static Batch of(List<Lesson> lessons, int endToken) {
    int length = lessons.stream().mapToInt(lesson -> lesson.ids().length).max().orElseThrow() - 1;
    long[] ids = new long[lessons.size() * length];
    long[] targets = new long[ids.length];
    Arrays.fill(ids, endToken);
    Arrays.fill(targets, NONE);
    int row = 0;
    for (Lesson lesson : lessons) {
      int[] tokens = lesson.ids();
      for (int i = 0; i + 1 < tokens.length; i++) {
        ids[row + i] = tokens[i];
        if (i + 1 >= lesson.asked()) {
          targets[row + i] = tokens[i + 1];
        }
      }
      row += length;
    }
    return new Batch(lessons.size(), ids, targets);
  }
}
