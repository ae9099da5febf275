package dev.rung.server.feedback;

import dev.rung.server.record.RequestRecord;
import dev.rung.server.store.Change;
import dev.rung.server.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes answers of models down behind their requests' backs, and forgets old ones.
 *
 * <p>Adding never waits: when the store is slower than answers for long, they are left out,
 * counted, and the count is logged. A crash loses what was added in the last quarter of a second.
 */
final class AnswerBook implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerBook.class);
  private static final int WAITING = 8_192;
  private static final int AT_ONCE = 1_024;
  private static final Duration BETWEEN = Duration.ofMillis(200);
  private static final Duration FORGET_EVERY = Duration.ofMinutes(1);
  private static final Duration WITHIN = Duration.ofSeconds(10);

  private final Store store;
  private final FeedbackSettings settings;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final BlockingQueue<RequestRecord> waiting = new ArrayBlockingQueue<>(WAITING);
  private final AtomicLong leftOut = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);

  /** By {@link #nanoTime}, when old answers were looked for last. The writer's own. */
  private long forgotten;

  private final Thread writer = Thread.ofPlatform().name("feedback").daemon().unstarted(this::run);

  /**
   * @param nanoTime monotonic
   */
  AnswerBook(Store store, FeedbackSettings settings, InstantSource clock, LongSupplier nanoTime) {
    this.store = store;
    this.settings = settings;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.forgotten = nanoTime.getAsLong();
  }

  void start() {
    writer.start();
  }

  void add(RequestRecord done) {
    if (!waiting.offer(done)) {
      leftOut.incrementAndGet();
    }
  }

  /** Hands what waits to the store, before anything that is handed to it later. */
  CompletableFuture<Integer> flush() {
    CompletableFuture<Integer> last = CompletableFuture.completedFuture(0);
    // Draining and handing on are one step, so that what one thread took another can rely on.
    synchronized (this) {
      while (!waiting.isEmpty()) {
        List<RequestRecord> some = new ArrayList<>();
        waiting.drainTo(some, AT_ONCE);
        last = store.change(keep(some));
      }
    }
    return last;
  }

  private static Change<Integer> keep(List<RequestRecord> answers) {
    return db -> {
      for (RequestRecord answer : answers) {
        FeedbackTables.keep(db, answer);
      }
      return answers.size();
    };
  }

  private void run() {
    try {
      while (!closing.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
        guarded();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void guarded() throws InterruptedException {
    try {
      keepAndForget();
    } catch (RuntimeException | Error bug) {
      // The root of this thread: an escaping exception would end all later rounds in silence.
      LOG.atError().setCause(bug).log("answers were not written down");
    }
  }

  private void keepAndForget() throws InterruptedException {
    await(flush());
    Duration since = Duration.ofNanos(nanoTime.getAsLong() - forgotten);
    if (since.compareTo(FORGET_EVERY) >= 0) {
      forgotten += since.toNanos();
      forget(since);
    }
  }

  /** In pieces, so that nothing else waits for long. */
  private void forget(Duration elapsed) throws InterruptedException {
    Duration since = elapsed;
    boolean more = true;
    while (more && closing.getCount() > 0) {
      more =
          await(store.change(new Forgetting(settings, clock.instant(), since, AT_ONCE))) == AT_ONCE;
      since = Duration.ZERO;
    }
    long lost = leftOut.getAndSet(0);
    if (lost > 0) {
      LOG.atWarn().addKeyValue("answers", lost).log("answers take no feedback: the store is slow");
    }
  }

  /**
   * How many rows it was about; 0 when it did not come to that. A failure is told of by the store.
   */
  private int await(CompletableFuture<Integer> change) throws InterruptedException {
    try {
      return change.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException refused) {
      LOG.atDebug().setCause(refused).log("answers were not written down");
    } catch (TimeoutException slow) {
      LOG.atWarn().log("answers are written down too slowly");
    }
    return 0;
  }

  /** Writes what waits and ends the thread. */
  @Override
  public void close() {
    closing.countDown();
    try {
      writer.join(WITHIN);
      await(flush());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
