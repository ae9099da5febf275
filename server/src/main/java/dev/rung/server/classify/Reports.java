package dev.rung.server.classify;

import static dev.rung.server.classify.Asks.has;

import dev.rung.classifier.Mood;
import dev.rung.classifier.Sense;
import dev.rung.classifier.TaskFeatures;
import java.util.EnumSet;
import java.util.Set;

/** Whether a task reports that something goes wrong. Pure. */
final class Reports {
  private static final Set<Sense> OF_PROGRAMS =
      EnumSet.of(
          Sense.TECH,
          Sense.INTEGRATION,
          Sense.FUNCTION,
          Sense.CLASS,
          Sense.MODULE,
          Sense.COMPONENT,
          Sense.API,
          Sense.NAME);

  private static final Set<Sense> PARTS =
      EnumSet.of(Sense.SYSTEM, Sense.MODULE, Sense.COMPONENT, Sense.API);

  private static final Set<Sense> REPAIRING = EnumSet.of(Sense.FIX, Sense.CORRECT, Sense.PICK);

  private Reports() {}

  /** Words of failure in a long text. */
  static boolean isLong(TaskFeatures task) {
    return has(task, Sense.DEFECT) && task.text().words() > Sizes.INSTRUCTION;
  }

  /** A trace, or words of failure beside code or in a text of some length about programs. */
  static boolean reportsDefect(TaskFeatures task) {
    if (task.code().stackTrace()) {
      return true;
    }
    boolean shown =
        task.code().present()
            && !isSmallRepair(task)
            && (task.text().mood() == Mood.STATEMENT || task.text().words() >= Sizes.METRIC);
    return has(task, Sense.DEFECT)
        && (shown || isTold(task) || (task.text().words() >= Sizes.REPORT && isOfPrograms(task)))
        && !Asks.designs(task)
        && !Asks.invents(task);
  }

  /** "Find and fix the syntax error" beside a few lines. */
  private static boolean isSmallRepair(TaskFeatures task) {
    return task.text().outright()
        && task.text().words() <= Sizes.METRIC
        && task.linesOfCode() <= Sizes.SNIPPET
        && Asks.acts(task, REPAIRING);
  }

  /** "Since the update our service dies at startup; find the cause and fix it": in short. */
  private static boolean isTold(TaskFeatures task) {
    return has(task, Sense.FIX)
        && Asks.wants(task, PARTS)
        && !task.code().present()
        && task.text().mood() == Mood.STATEMENT
        && task.text().words() >= Sizes.FACT
        && task.text().quoted() == 0
        && !Asks.makes(task);
  }

  /** A story may tell of one failure as well. */
  private static boolean isOfPrograms(TaskFeatures task) {
    return task.code().present()
        || (task.text().senses().of(Sense.DEFECT) >= Sizes.SEVERAL && !Asks.isQuestion(task))
        || OF_PROGRAMS.stream().anyMatch(sense -> has(task, sense));
  }
}
