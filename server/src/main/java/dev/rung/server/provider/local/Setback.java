package dev.rung.server.provider.local;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import java.nio.file.Path;
import java.time.Duration;

/** Why a checkpoint could not be loaded, and when it is worth another try. */
sealed interface Setback {
  Duration FIRST_PAUSE = Duration.ofSeconds(30);
  Duration LONGEST_PAUSE = Duration.ofMinutes(8);

  /** In words. */
  String why();

  /**
   * Whether something may have changed.
   *
   * @param now as the monotonic clock counts nanoseconds
   */
  boolean isWorthAnotherTry(Path folder, long now);

  /**
   * What came of a try.
   *
   * @param tries that failed one after the other, this one included
   */
  static Setback of(InferenceException refused, Path folder, int tries, long now) {
    String why = String.valueOf(refused.getMessage());
    return refused.reason() == Reason.BAD_CHECKPOINT
        ? new Damaged(why, FolderFiles.of(folder))
        : new Passing(why, now, pause(tries));
  }

  /** Twice as long after each try. */
  static Duration pause(int tries) {
    Duration pause = FIRST_PAUSE;
    for (int i = 1; i < tries && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause;
  }

  /** Its files cannot be used, until they are others. */
  record Damaged(String why, FolderFiles files) implements Setback {
    @Override
    public boolean isWorthAnotherTry(Path folder, long now) {
      return !files.equals(FolderFiles.of(folder));
    }
  }

  /** Something else was in the way, such as a lack of memory. */
  record Passing(String cause, long at, Duration pause) implements Setback {
    @Override
    public String why() {
      return cause + "; this is tried again";
    }

    @Override
    public boolean isWorthAnotherTry(Path folder, long now) {
      return now - at >= pause.toNanos();
    }
  }
}
