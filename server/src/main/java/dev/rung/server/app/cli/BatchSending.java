package dev.rung.server.app.cli;

import dev.rung.v1.GenerateBatchRequest;
import dev.rung.v1.GenerateBatchRequest.Item;
import dev.rung.v1.GenerateBatchResult;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Sends the requests of a file as batches that a daemon takes with its usual limits, one after the
 * other, and spends no more than the file may cost. One thread.
 */
final class BatchSending {
  private static final int MOST_ITEMS = 1_000;
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private final Connection connection;
  private final BatchOptions options;
  private final BatchResults results;
  private final BatchProgress progress;
  private Optional<Long> nanosLeft;

  BatchSending(
      Connection connection, BatchOptions options, BatchResults results, BatchProgress progress) {
    this.connection = connection;
    this.options = options;
    this.results = results;
    this.progress = progress;
    this.nanosLeft = options.maxCost();
  }

  void send(List<Item> items) throws IOException {
    Deque<Item> left = new ArrayDeque<>(items);
    while (!left.isEmpty()) {
      Iterator<GenerateBatchResult> answers = connection.patientRouter().generateBatch(next(left));
      while (answers.hasNext()) {
        took(answers.next());
      }
    }
  }

  private GenerateBatchRequest next(Deque<Item> left) {
    GenerateBatchRequest.Builder batch = GenerateBatchRequest.newBuilder();
    options.parallel().ifPresent(batch::setMaxParallel);
    nanosLeft.ifPresent(nanos -> batch.setMaxCostNanos(Math.max(0, nanos)));
    int bytes = 0;
    while (!left.isEmpty() && batch.getItemsCount() < MOST_ITEMS) {
      bytes += left.element().getSerializedSize();
      if (bytes > MOST_BYTES && batch.getItemsCount() > 0) {
        break;
      }
      batch.addItems(left.remove());
    }
    return batch.build();
  }

  private void took(GenerateBatchResult result) throws IOException {
    long cost =
        result.hasResponse()
            ? result.getResponse().getCostNanos()
            : result.getError().getCostNanos();
    nanosLeft = nanosLeft.map(nanos -> nanos - cost);
    results.add(result);
    progress.ended(result.hasResponse(), cost);
  }
}
