package dev.rung.server.batch;

import dev.rung.server.call.Unanswered;

/**
 * The way back to the caller of a batch. All but {@link #isReady} is called by one thread at a
 * time, and exactly one of {@link #complete} and {@link #fail} ends it.
 */
public interface BatchOutlet {

  /** Whether a result can be sent without piling up; any thread. */
  boolean isReady();

  void send(BatchResult result);

  void complete();

  /** The end of the whole batch; what was sent stays. */
  void fail(Unanswered why);
}
