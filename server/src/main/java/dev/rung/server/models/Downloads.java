package dev.rung.server.models;

import dev.rung.server.models.hub.HubException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs downloads, a few at once, the largest first. When one fails, the others are ended. */
final class Downloads {
  static final int AT_ONCE = 4;

  private Downloads() {}

  /** Makes the work of one file, whose result is its SHA-256. */
  interface Work {
    Callable<String> of(WantedFile file);
  }

  /**
   * Runs all of them; the calling thread waits.
   *
   * @return the SHA-256 of each file, by name
   * @throws IOException the first failure
   */
  static Map<String, String> run(List<WantedFile> files, Work work)
      throws IOException, InterruptedException {
    ExecutorService workers =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().name("pull-", 0).factory());
    try {
      ExecutorCompletionService<Map.Entry<String, String>> running =
          new ExecutorCompletionService<>(workers);
      List<WantedFile> largestFirst = new ArrayList<>(files);
      largestFirst.sort(Comparator.comparingLong(WantedFile::size).reversed());
      for (WantedFile file : largestFirst) {
        Callable<String> one = work.of(file);
        running.submit(() -> Map.entry(file.name(), one.call()));
      }
      return results(running, files.size());
    } finally {
      workers.shutdownNow();
      workers.close();
    }
  }

  private static Map<String, String> results(
      ExecutorCompletionService<Map.Entry<String, String>> running, int count)
      throws IOException, InterruptedException {
    Map<String, String> sums = new HashMap<>();
    for (int i = 0; i < count; i++) {
      Future<Map.Entry<String, String>> done = running.take();
      Map.Entry<String, String> sum = result(done);
      sums.put(sum.getKey(), sum.getValue());
    }
    return sums;
  }

  private static <T> T result(Future<T> done) throws IOException, InterruptedException {
    try {
      return done.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case HubException failure -> throw failure;
        case IOException failure -> throw failure;
        case InterruptedException _ -> throw new InterruptedException("a download was interrupted");
        case RuntimeException bug -> throw bug;
        case Error bug -> throw bug;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
