package dev.rung.server.record;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One log line per request, written behind the requests' backs by a thread of its own.
 *
 * <p>Recording never waits. Two things are bounded, and what is left out is counted and the count
 * logged, at most once a second: lines that wait to be written, and lines per second for answers
 * that no model gave. {@link #close} writes what waits; a request recorded after that writes its
 * line on its own thread. What the log's level leaves out does not wait and is not counted. The
 * line holds no text of prompt or answer; control characters in its values are escaped where lines
 * are formatted.
 */
public final class DecisionLog implements Recorder, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);
  private static final Duration REPORT_EVERY = Duration.ofSeconds(1);

  /**
   * While requests come, the thread looks for lines this often: if it slept, each request would
   * have to wake it, on its own time.
   */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  /** After so many looks at nothing it sleeps, and the next request wakes it. */
  private static final int LOOKS = 10;

  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final BlockingQueue<RequestRecord> waiting;
  private final SecondlyBound freeLines;
  private final LongSupplier nanoTime;
  private final AtomicLong queueFull = new AtomicLong();
  private final AtomicLong freeLeftOut = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Alarm alarm = new Alarm(LONGEST_SLEEP);
  private final Thread writer;
  private int looks;
  private volatile boolean stopped;

  private DecisionLog(DecisionLogSettings settings, LongSupplier nanoTime) {
    this.waiting = new ArrayBlockingQueue<>(settings.queue());
    this.freeLines = new SecondlyBound(settings.freeLinesPerSecond());
    this.nanoTime = nanoTime;
    this.writer = Thread.ofPlatform().name("decision-log").daemon().unstarted(this::write);
  }

  /** A log whose thread runs until it is closed. */
  public static DecisionLog start(DecisionLogSettings settings, LongSupplier nanoTime) {
    DecisionLog log = new DecisionLog(settings, nanoTime);
    log.writer.start();
    return log;
  }

  @Override
  public void record(RequestRecord done) {
    if (!DecisionLine.isWanted(LOG, done)) {
      return;
    }
    if (isFree(done) && !freeLines.take(done.at())) {
      freeLeftOut.incrementAndGet();
      alarm.ring(writer);
      return;
    }
    if (!waiting.offer(done)) {
      queueFull.incrementAndGet();
    }
    alarm.ring(writer);
    if (stopped) {
      writeWaiting();
      report();
    }
  }

  private static boolean isFree(RequestRecord done) {
    return done.succeeded() && (done.cacheHit() || done.model().isEmpty());
  }

  private void write() {
    long reported = nanoTime.getAsLong();
    while (writeNext()) {
      if (nanoTime.getAsLong() - reported >= REPORT_EVERY.toNanos()) {
        report();
        reported = nanoTime.getAsLong();
      }
    }
    stopped = true;
    writeWaiting();
    report();
  }

  /** Writes the next line, or looks again later; false when the log is being closed. */
  private boolean writeNext() {
    RequestRecord next = waiting.poll();
    if (next != null) {
      looks = 0;
      write(next);
      return true;
    }
    if (looks == LOOKS && isIdle()) {
      looks = 0;
      alarm.sleep(this::isIdle);
      return !isClosing() && !Thread.currentThread().isInterrupted();
    }
    looks = Math.min(LOOKS, looks + 1);
    try {
      return !closing.await(BETWEEN_LOOKS.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopped) {
      return false;
    }
  }

  /** Whether there is nothing to write, no count to report, and no end. */
  private boolean isIdle() {
    return waiting.isEmpty() && queueFull.get() + freeLeftOut.get() == 0 && !isClosing();
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void writeWaiting() {
    for (RequestRecord next = waiting.poll(); next != null; next = waiting.poll()) {
      write(next);
    }
  }

  private static void write(RequestRecord done) {
    try {
      DecisionLine.write(LOG, done);
    } catch (RuntimeException bug) {
      LOG.atError()
          .addKeyValue("request_id", done.id())
          .setCause(bug)
          .log("the line of a request could not be written");
    }
  }

  private void report() {
    long dropped = queueFull.getAndSet(0);
    long free = freeLeftOut.getAndSet(0);
    if (dropped + free > 0) {
      LOG.atLevel(dropped > 0 ? Level.WARN : Level.INFO)
          .addKeyValue("queue_full", dropped)
          .addKeyValue("free_answers", free)
          .log("lines of requests were left out");
    }
  }

  /**
   * Writes what waits and ends the thread; gives up after five seconds, when nobody reads the log.
   */
  @Override
  public void close() {
    closing.countDown();
    alarm.ring(writer);
    try {
      writer.join(CLOSE_WITHIN);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
