package dev.rung.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** What one class logs while a test runs; only here, not on standard error. */
public final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
  private final Semaphore arrived = new Semaphore(0);
  private final Logger logger;

  private CapturedLog(Logger logger) {
    this.logger = logger;
  }

  public static CapturedLog of(Class<?> source) {
    Logger logger = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(source);
    CapturedLog captured = new CapturedLog(logger);
    captured.start();
    logger.setAdditive(false);
    logger.addAppender(captured);
    return captured;
  }

  /** Leaves out what is below this level, until it is closed. */
  public CapturedLog from(Level level) {
    logger.setLevel(level);
    return this;
  }

  @Override
  protected void append(ILoggingEvent event) {
    event.prepareForDeferredProcessing();
    events.add(event);
    arrived.release();
  }

  /** Waits for so many more events; fails after a minute. */
  public void await(int count) throws InterruptedException {
    if (!arrived.tryAcquire(count, 1, TimeUnit.MINUTES)) {
      throw new AssertionError("fewer than " + count + " more events: " + events);
    }
  }

  public List<ILoggingEvent> events() {
    return List.copyOf(events);
  }

  /** Every event as the daemon writes it, without the line's end. */
  public List<String> lines() {
    TextLayout layout = new TextLayout();
    return events.stream().map(event -> layout.doLayout(event).stripTrailing()).toList();
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setAdditive(true);
    logger.setLevel(null);
    stop();
  }
}
