package dev.rung.server.cache;

import dev.rung.server.store.Store;
import dev.rung.server.store.StoreException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads kept answers from a store into memory, a few at a time. One thread. */
final class Restoring {
  private static final Logger LOG = LoggerFactory.getLogger(Restoring.class);
  private static final int AT_ONCE = 100;

  private final Store store;
  private final KeptAnswers answers;
  private final Sealing sealing;
  private final BooleanSupplier stopped;

  Restoring(Store store, Sealing sealing, KeptAnswers answers, BooleanSupplier stopped) {
    this.store = store;
    this.sealing = sealing;
    this.answers = answers;
    this.stopped = stopped;
  }

  /** What was made since, what is worth most first; other rows are dropped. */
  void restore(Instant since) throws StoreException {
    long[] numbers = store.read(db -> AnswerRows.numbers(db, since));
    long dropped = 0;
    for (int from = 0; from < numbers.length && !stopped.getAsBoolean(); from += AT_ONCE) {
      int to = Math.min(numbers.length, from + AT_ONCE);
      for (AnswerRow row : rows(Arrays.copyOfRange(numbers, from, to))) {
        dropped += restore(row) ? 0 : 1;
      }
    }
    KeptAnswers.Size size = answers.size();
    LOG.atInfo()
        .addKeyValue("entries", size.entries())
        .addKeyValue("bytes", size.bytes())
        .addKeyValue("dropped", dropped)
        .log("kept answers were read from the disk");
  }

  private List<AnswerRow> rows(long[] numbers) throws StoreException {
    return store.read(db -> {
      List<AnswerRow> rows = new ArrayList<>();
      for (long number : numbers) {
        AnswerRows.read(db, number).ifPresent(rows::add);
      }
      return rows;
    });
  }

  private boolean restore(AnswerRow row) {
    try {
      sealing.open(row).restoreTo(answers);
      return true;
    } catch (IOException unreadable) {
      CompletableFuture<Integer> _ = store.change(db -> AnswerRows.removeUnchanged(db, row));
      return false;
    }
  }
}
