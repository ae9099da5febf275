package dev.rung.server.record;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells several recorders of every request, in the given order, on the calling thread.
 *
 * <p>One that throws does not keep the others from being told. Its first failure is logged, of
 * every one its owner is told. Threads: any.
 */
public final class Recorders implements Recorder {
  private static final Logger LOG = LoggerFactory.getLogger(Recorders.class);

  private final List<Guarded> recorders;
  private final Runnable onFailure;

  /**
   * Nothing is told yet.
   *
   * @param onFailure runs after each failure of any of them, on the thread that records
   */
  public Recorders(List<Recorder> recorders, Runnable onFailure) {
    this.recorders = recorders.stream().map(Guarded::new).toList();
    this.onFailure = onFailure;
  }

  @Override
  public void record(RequestRecord done) {
    for (Guarded recorder : recorders) {
      if (!recorder.record(done)) {
        onFailure.run();
      }
    }
  }

  private static final class Guarded {
    private final Recorder recorder;
    private final AtomicBoolean failed = new AtomicBoolean();

    Guarded(Recorder recorder) {
      this.recorder = recorder;
    }

    /** Whether it went well. */
    boolean record(RequestRecord done) {
      try {
        recorder.record(done);
        return true;
      } catch (RuntimeException bug) {
        if (failed.compareAndSet(false, true)) {
          LOG.atError()
              .addKeyValue("recorder", recorder.getClass().getName())
              .addKeyValue("request_id", done.id())
              .setCause(bug)
              .log("a recorder failed; its later failures are counted only");
        }
        return false;
      }
    }
  }
}
