package dev.rung.server.record;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells several recorders of every request, in the given order, on the calling thread.
 *
 * <p>One that throws does not keep the others from being told. Its first failure is logged, every
 * one is counted. Threads: any.
 */
public final class Recorders implements Recorder {
  private static final Logger LOG = LoggerFactory.getLogger(Recorders.class);

  private final List<Guarded> recorders;

  public Recorders(List<Recorder> recorders) {
    this.recorders = recorders.stream().map(Guarded::new).toList();
  }

  @Override
  public void record(RequestRecord done) {
    for (Guarded recorder : recorders) {
      recorder.record(done);
    }
  }

  /** How often a recorder failed, all of them together. */
  public long failures() {
    return recorders.stream().mapToLong(recorder -> recorder.failures.get()).sum();
  }

  private record Guarded(Recorder recorder, AtomicLong failures) {
    Guarded(Recorder recorder) {
      this(recorder, new AtomicLong());
    }

    void record(RequestRecord done) {
      try {
        recorder.record(done);
      } catch (RuntimeException bug) {
        if (failures.getAndIncrement() == 0) {
          LOG.atError()
              .addKeyValue("recorder", recorder.getClass().getName())
              .addKeyValue("request_id", done.id())
              .setCause(bug)
              .log("a recorder failed; its later failures are counted only");
        }
      }
    }
  }
}
