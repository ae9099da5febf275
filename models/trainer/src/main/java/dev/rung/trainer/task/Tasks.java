package dev.rung.trainer.task;

import java.util.List;
import java.util.stream.IntStream;

/** All tasks, and examples of them for learning and for measuring, which share no prompt. */
public final class Tasks {
  private static final List<Task> ALL =
      List.of(
          new ListTask(),
          new PairsTask(),
          new FieldTask(),
          new StyleTask(),
          new RenameTask(),
          new QuoteTask(),
          new BracketTask(),
          new CommentTask());

  /** One in so many prompts is kept for measuring. */
  private static final int KEPT = 64;

  private Tasks() {}

  public static List<Task> all() {
    return ALL;
  }

  /** An example to learn from, of a task drawn evenly. */
  public static Example forLearning(Draw draw) {
    while (true) {
      Example example = draw.of(ALL).example(draw);
      if (!isKept(example)) {
        return example;
      }
    }
  }

  /** Examples of one task whose prompts learning never sees. */
  public static List<Example> forMeasuring(Task task, int count, long seed) {
    Draw draw = new Draw(seed);
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(_ -> task.example(draw))
        .filter(Tasks::isKept)
        .distinct()
        .limit(count)
        .toList();
  }

  private static boolean isKept(Example example) {
    return Math.floorMod(example.prompt().hashCode(), KEPT) == 0;
  }
}
