package dev.rung.trainer;

import dev.rung.local.GenerationOptions;
import dev.rung.local.InferenceException;
import dev.rung.local.LocalModel;
import dev.rung.local.Turn;
import dev.rung.trainer.task.Example;
import dev.rung.trainer.task.Task;
import dev.rung.trainer.task.Tasks;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Asks a model examples that it never learned from; only an answer that is right to the letter
 * counts.
 */
final class Examination {
  private static final int LONGEST_ANSWER = 400;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final LocalModel model;

  Examination(LocalModel model) {
    this.model = model;
  }

  /** Right answers of so many questions. */
  record Mark(int right, int asked) {
    Mark plus(Mark other) {
      return new Mark(right + other.right, asked + other.asked);
    }

    double share() {
      return asked == 0 ? 0 : (double) right / asked;
    }
  }

  /** Asks so many examples of each task; marks by the task's name. */
  Map<String, Mark> marks(int each, long seed) throws InferenceException, InterruptedException {
    Map<String, Mark> marks = new LinkedHashMap<>();
    for (Task task : Tasks.all()) {
      int right = 0;
      List<Example> examples = Tasks.forMeasuring(task, each, seed);
      for (Example example : examples) {
        if (answer(example.prompt()).equals(example.answer())) {
          right++;
        }
      }
      marks.put(task.name(), new Mark(right, examples.size()));
    }
    return marks;
  }

  private String answer(String question) throws InferenceException, InterruptedException {
    GenerationOptions likeliest =
        new GenerationOptions(
            LONGEST_ANSWER,
            OptionalDouble.of(0),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            List.of(),
            LIMIT);
    StringBuilder text = new StringBuilder();
    var _ =
        model.generate(
            List.of(new Turn(Turn.Speaker.USER, question)),
            likeliest,
            piece -> {
              text.append(piece);
              return true;
            });
    return text.toString();
  }
}
