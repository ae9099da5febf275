package dev.rung.server.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes that are made all or not at all, as far as that can be: where one fails, it and those
 * before it are taken back, the last first. One thread.
 */
final class Takeover {
  private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);

  private Takeover() {}

  /**
   * One of the changes.
   *
   * @param what it changes, for people: completes "these could not be put back: ..."
   * @param back undoes it, also where it was made in part
   */
  record Step(String what, Runnable forth, Runnable back) {}

  /**
   * A change that failed.
   *
   * @param stuck what could not be put back either; nothing where all is as before
   */
  record Failed(Step step, RuntimeException cause, List<String> stuck) {
    /** A sentence on what is in force now. */
    String text() {
      String what =
          "the new configuration could not be put in force: a fault of Rung's own ("
              + cause.getClass().getSimpleName()
              + ") in "
              + step.what()
              + ", which its log tells more of. ";
      return stuck.isEmpty()
          ? what + "The one of before is in force again"
          : what
              + "The one of before is in force again but for these, which could not be put back: "
              + String.join(", ", stuck)
              + ". Start Rung anew";
    }
  }

  /** Makes them in order; absent where all went well. */
  static Optional<Failed> take(List<Step> steps) {
    for (int i = 0; i < steps.size(); i++) {
      try {
        steps.get(i).forth().run();
      } catch (RuntimeException bug) {
        LOG.atError()
            .addKeyValue("step", steps.get(i).what())
            .setCause(bug)
            .log("a configuration could not be put in force");
        return Optional.of(new Failed(steps.get(i), bug, takeBack(steps.subList(0, i + 1))));
      }
    }
    return Optional.empty();
  }

  private static List<String> takeBack(List<Step> made) {
    List<String> stuck = new ArrayList<>();
    for (Step step : made.reversed()) {
      try {
        step.back().run();
      } catch (RuntimeException bug) {
        LOG.atError()
            .addKeyValue("step", step.what())
            .setCause(bug)
            .log("what was in force before could not be put back");
        stuck.add(step.what());
      }
    }
    return stuck;
  }
}
