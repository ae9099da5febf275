package dev.rung.classifier.train;

import dev.rung.classifier.DenseFeatures;
import dev.rung.classifier.WordGrams;
import dev.rung.classifier.labels.ComparedPrompt;
import dev.rung.classifier.labels.RatedPrompt;
import dev.rung.classifier.text.LabelledText;
import dev.rung.classifier.train.Advantage.Judged;
import dev.rung.classifier.train.Mixture.Sort;
import java.util.ArrayList;
import java.util.List;

/** Makes the judges of what is gained by a strong model. */
final class GainTraining {
  private static final Recipe OTHERS = new Recipe(16, 6, 32, 0.002, 0.1, 0.1, 0.3, 0.3, 7);

  private static final String PROBLEM = "problem";

  /** Sums told in a sentence are of the sort of word problems. */
  private static final String SUM = "sum";

  private static final double COMPARED_PRICE = 10;
  private static final double PROBLEM_PRICE = 100;
  private static final double GATE_PRICE = 3;
  private static final double DENSE_PRICE = 0.01;
  private static final List<String> LENGTH = List.of("text.length");
  private static final List<String> EFFORT = List.of("text.length", "cues.figures");
  private static final int PARTS = 5;

  /** Sorts of which there are few texts count more. */
  private static final float RARE = 3;

  /** What somebody judged by reading counts more than what follows from the kind of a text. */
  private static final float RATED = 2;

  private static final float RATED_PROBLEM = 3;

  private final List<Sorted> texts = new ArrayList<>();
  private final List<Lesson> compared = new ArrayList<>();
  private final List<Lesson> problems = new ArrayList<>();
  private final List<Lesson> others = new ArrayList<>();

  void addText(LabelledText text) {
    Input input = Input.of(text.text());
    if (text.kind().equals(PROBLEM)) {
      texts.add(new Sorted(input, Sort.PROBLEM));
      problems.add(lesson(input, text.gain()));
      return;
    }
    texts.add(new Sorted(input, text.kind().equals(SUM) ? Sort.PROBLEM : Sort.OTHER));
    others.add(lesson(input, text.gain()));
  }

  void addCompared(ComparedPrompt prompt) {
    Input input = Input.of(prompt.text());
    compared.add(lesson(input, prompt.gain()));
  }

  void addRated(RatedPrompt prompt) {
    Input input = Input.of(prompt.text());
    boolean problem = prompt.steps().isPresent();
    texts.add(new Sorted(input, problem ? Sort.PROBLEM : Sort.OTHER));
    (problem ? problems : others)
        .add(
            new Lesson(
                input, new float[] {(float) prompt.gain()}, problem ? RATED_PROBLEM : RATED));
  }

  /** Whether there is anything to learn from. */
  boolean isEmpty() {
    return others.isEmpty();
  }

  /** The judges, and how well they do on compared prompts that they were not trained on. */
  Trained train() {
    Expert problem = Ridge.fit(problems, EFFORT, PROBLEM_PRICE, DENSE_PRICE);
    Network other = Trainer.train(others, OTHERS);
    List<Judged> unseen = new ArrayList<>();
    for (int part = 0; part < PARTS && compared.size() >= PARTS; part++) {
      List<Lesson> known = new ArrayList<>();
      List<Lesson> left = new ArrayList<>();
      for (int i = 0; i < compared.size(); i++) {
        (i % PARTS == part ? left : known).add(compared.get(i));
      }
      Mixture judges = new Mixture(gate(known), compared(known), problem, other);
      left.forEach(one -> unseen.add(new Judged(judges.gain(one.input()), one.target()[0])));
    }
    Mixture judges = new Mixture(gate(compared), compared(compared), problem, other);
    return new Trained(judges, Advantage.described(unseen));
  }

  /**
   * What comes of training.
   *
   * @param unseen figures of prompts that were left out
   */
  record Trained(Mixture judges, String unseen) {}

  private List<Expert> gate(List<Lesson> known) {
    List<Expert> sorts = new ArrayList<>();
    for (Sort sort : Sort.values()) {
      List<Lesson> lessons = new ArrayList<>();
      for (Sorted text : texts) {
        float weight = text.sort() == Sort.PROBLEM ? RARE : 1;
        lessons.add(new Lesson(text.input(), one(text.sort() == sort), weight));
      }
      for (Lesson one : known) {
        lessons.add(new Lesson(one.input(), one(sort == Sort.COMPARED), RARE));
      }
      sorts.add(Ridge.fit(lessons, DenseFeatures.featureNames(), GATE_PRICE, GATE_PRICE));
    }
    return sorts;
  }

  private static Expert compared(List<Lesson> lessons) {
    return lessons.isEmpty()
        ? new Expert(new float[WordGrams.BUCKETS], new float[DenseFeatures.count()], 0)
        : Ridge.fit(lessons, LENGTH, COMPARED_PRICE, DENSE_PRICE);
  }

  private static float[] one(boolean is) {
    return new float[] {is ? 1 : 0};
  }

  private record Sorted(Input input, Sort sort) {}

  private static Lesson lesson(Input input, double gain) {
    return new Lesson(input, new float[] {(float) gain}, 1);
  }
}
