package dev.rung.trainer.learn;

import dev.rung.local.tokenizer.Tokenizer;
import dev.rung.trainer.task.Draw;
import dev.rung.trainer.task.Example;
import dev.rung.trainer.task.Tasks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;

/** An endless row of batches; texts of like length come together. One thread. */
final class Lessons {
  /** Batches that are drawn and sorted by length together. */
  private static final int AHEAD = 16;

  private final Tokenizer tokenizer;
  private final int endToken;
  private final Recipe recipe;
  private final Draw draw;
  private final Queue<Batch> next = new ArrayDeque<>();

  Lessons(Tokenizer tokenizer, int endToken, Recipe recipe) {
    this.tokenizer = tokenizer;
    this.endToken = endToken;
    this.recipe = recipe;
    this.draw = new Draw(recipe.seed());
  }

  Batch next() {
    if (next.isEmpty()) {
      List<Lesson> lessons = new ArrayList<>();
      while (lessons.size() < AHEAD * recipe.texts()) {
        lessons.add(lesson(Tasks.forLearning(draw)));
      }
      lessons.sort(Comparator.comparingInt(lesson -> lesson.ids().length));
      List<Batch> batches = new ArrayList<>();
      for (int i = 0; i < lessons.size(); i += recipe.texts()) {
        batches.add(Batch.of(lessons.subList(i, i + recipe.texts()), endToken));
      }
      while (!batches.isEmpty()) {
        next.add(batches.remove(draw.between(0, batches.size() - 1)));
      }
    }
    return next.remove();
  }

  private Lesson lesson(Example example) {
    int[] question = tokenizer.encode(Framing.around(example.prompt()));
    int[] answer = tokenizer.encode(example.answer());
    int[] ids = new int[question.length + answer.length + 1];
    System.arraycopy(question, 0, ids, 0, question.length);
    System.arraycopy(answer, 0, ids, question.length, answer.length);
    ids[ids.length - 1] = endToken;
    return new Lesson(ids, question.length);
  }
}
