package dev.rung.trainer.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TasksTest {
  static final List<Task> TASKS = Tasks.all();
  private static final Set<String> LEARNED = learned();

  @ParameterizedTest
  @FieldSource("TASKS")
  void drawsTheSameExamplesFromTheSameSeed(Task task) {
    assertThat(examples(task, 3)).isEqualTo(examples(task, 3)).isNotEqualTo(examples(task, 4));
  }

  @ParameterizedTest
  @FieldSource("TASKS")
  void givesAnAnswerToEveryQuestion(Task task) {
    for (Example example : examples(task, 5)) {
      assertThat(example.task()).isEqualTo(task.name());
      assertThat(example.prompt()).isNotBlank();
      assertThat(example.answer()).isNotBlank().isNotEqualTo(example.prompt());
    }
  }

  @ParameterizedTest
  @FieldSource("TASKS")
  void measuresWithQuestionsThatLearningNeverSees(Task task) {
    List<Example> kept = Tasks.forMeasuring(task, 20, 1);

    assertThat(kept).hasSize(20).doesNotHaveDuplicates();
    assertThat(kept).noneMatch(example -> LEARNED.contains(example.prompt()));
  }

  @Test
  void namesEveryTaskOnce() {
    assertThat(TASKS).extracting(Task::name).doesNotHaveDuplicates().hasSize(8);
  }

  private static Set<String> learned() {
    Set<String> learned = new HashSet<>();
    Draw draw = new Draw(1);
    for (int i = 0; i < 20_000; i++) {
      learned.add(Tasks.forLearning(draw).prompt());
    }
    return learned;
  }

  private static List<Example> examples(Task task, long seed) {
    Draw draw = new Draw(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      examples.add(task.example(draw));
    }
    return examples;
  }
}
