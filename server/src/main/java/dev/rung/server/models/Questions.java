package dev.rung.server.models;

import dev.rung.server.models.hub.HubException;
import java.time.Duration;

/** Asks the hub small things, and asks again when that may help. */
final class Questions {
  static final int MOST_ATTEMPTS = 4;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Pause pause;
  private final ProgressListener listener;

  Questions(Pause pause, ProgressListener listener) {
    this.pause = pause;
    this.listener = listener;
  }

  /** Something that may fail in passing. */
  interface Question<T> {
    T ask() throws HubException, InterruptedException;
  }

  <T> T ask(Question<T> question) throws HubException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return question.ask();
      } catch (HubException failure) {
        waitAfter(failure, attempt);
      }
    }
  }

  private void waitAfter(HubException failure, int attempt)
      throws HubException, InterruptedException {
    Duration wait =
        failure.retryAfter().orElseGet(() -> Backoff.after(attempt, FIRST_PAUSE, LONGEST_PAUSE));
    if (!failure.isPassing()) {
      throw failure;
    }
    if (attempt >= MOST_ATTEMPTS || wait.compareTo(LONGEST_PAUSE) > 0) {
      throw HubException.lasting(
          failure.text() + "; check the connection, or set HF_ENDPOINT to a mirror");
    }
    listener.remark(failure.text() + "; trying again in " + wait.toSeconds() + " s");
    pause.pause(wait);
  }
}
