package dev.rung.classifier.feedback;

import dev.rung.classifier.TaskFeatures;
import dev.rung.classifier.TaskHints;
import dev.rung.classifier.Vocabulary;
import dev.rung.classifier.feedback.LeftOut.Judged;
import dev.rung.classifier.serve.ModelException;
import dev.rung.classifier.serve.OnnxTierModel;
import dev.rung.classifier.text.LabelledText;
import dev.rung.classifier.text.TrainingText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Finds the correction of a model: by examples, and by generated text of which the model is to say
 * what it said (Li and Hoiem, "Learning without Forgetting", 2016). For one thread.
 */
final class Tutor {
  private static final int PARTS = 5;
  private static final long SEED = 7;
  private static final double PRICE = 2;

  private final BaseModel base;
  private final List<Held> held;

  private Tutor(BaseModel base, List<Held> held) {
    this.base = base;
    this.held = held;
  }

  /**
   * Of a model.
   *
   * @param every one in so many generated texts is used
   */
  static Tutor of(BaseModel base, int every) throws ModelException {
    List<Held> held = new ArrayList<>();
    try (OnnxTierModel model = base.uncorrected()) {
      List<LabelledText> texts = TrainingText.generate(SEED, 1);
      for (int i = 0; i < texts.size(); i += every) {
        TaskFeatures task = TaskFeatures.of(texts.get(i).text(), TaskHints.NONE, 0);
        held.add(new Held(task, said(model, task)));
      }
    }
    return new Tutor(base, held);
  }

  /**
   * A correction.
   *
   * @param known the words that the corrected model knows
   */
  record Taught(Correction correction, Vocabulary known) {}

  /** By all of these examples. */
  Taught teach(List<Example> examples) throws ModelException {
    Vocabulary known = base.knowing(examples);
    List<Lesson> lessons = new ArrayList<>();
    try (OnnxTierModel before = base.uncorrected();
        OnnxTierModel model = base.uncorrected(known)) {
      for (Example one : examples) {
        double[] target = one.fit().target(said(before, one.task()));
        lessons.add(BaseModel.lesson(model, one.task(), target, one.weight()));
      }
      for (Held one : held) {
        lessons.add(BaseModel.lesson(model, one.task(), one.said(), 1));
      }
    }
    return new Taught(Correction.of(lessons, PRICE), known);
  }

  /** Every example as judged by a correction that was found without its text. */
  LeftOut judgeApart(List<Example> examples, Consumer<String> progress) throws ModelException {
    List<String> texts =
        new ArrayList<>(new TreeSet<>(examples.stream().map(Example::text).toList()));
    Collections.shuffle(texts, new Random(SEED));
    List<Judged> judged = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      progress.accept("part %d of %d: prompts left out".formatted(part + 1, PARTS));
      Set<String> left = new HashSet<>();
      for (int i = part; i < texts.size(); i += PARTS) {
        left.add(texts.get(i));
      }
      Taught taught = teach(examples.stream().filter(one -> !left.contains(one.text())).toList());
      judged.addAll(
          judge(examples.stream().filter(one -> left.contains(one.text())).toList(), taught));
    }
    return LeftOut.of(judged);
  }

  private List<Judged> judge(List<Example> examples, Taught taught) throws ModelException {
    List<Judged> judged = new ArrayList<>();
    try (OnnxTierModel before = base.uncorrected();
        OnnxTierModel model = base.uncorrected(taught.known())) {
      for (Example one : examples) {
        Lesson lesson = BaseModel.lesson(model, one.task(), new double[0], 0);
        judged.add(
            new Judged(
                one.fit(),
                one.weight(),
                said(before, one.task()),
                taught.correction().probabilities(lesson)));
      }
    }
    return judged;
  }

  private static double[] said(OnnxTierModel model, TaskFeatures task) {
    return model.judge(task).probabilities().stream().mapToDouble(each -> each).toArray();
  }

  /** A text of which the model is to say what it said. */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  private record Held(TaskFeatures task, double[] said) {}
}
