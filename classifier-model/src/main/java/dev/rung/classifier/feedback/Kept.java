package dev.rung.classifier.feedback;

import dev.rung.classifier.TaskFeatures;
import dev.rung.classifier.TaskHints;
import dev.rung.classifier.feedback.LeftOut.Change;
import dev.rung.classifier.serve.OnnxTierModel;
import dev.rung.classifier.text.LabelledText;
import dev.rung.classifier.text.TrainingText;
import java.util.List;
import java.util.Locale;

/**
 * What became of the tiers of generated prompts that the correction was not found with.
 *
 * @param exact share whose tier is right, 0 to 1
 * @param moved share that another tier is said of than before, 0 to 1
 */
record Kept(int prompts, Change exact, double moved) {
  private static final long SEED = 101;
  private static final double LOST = 0.01;
  private static final double MOVED = 0.05;

  static Kept of(OnnxTierModel before, OnnxTierModel after) {
    List<LabelledText> texts = TrainingText.generate(SEED, 1);
    int rightBefore = 0;
    int rightAfter = 0;
    int moved = 0;
    for (LabelledText text : texts) {
      TaskFeatures task = TaskFeatures.of(text.text(), TaskHints.NONE, 0);
      int old = before.judge(task).tier();
      int now = after.judge(task).tier();
      rightBefore += old == text.tier() ? 1 : 0;
      rightAfter += now == text.tier() ? 1 : 0;
      moved += old != now ? 1 : 0;
    }
    double count = texts.size();
    return new Kept(
        texts.size(), new Change(rightBefore / count, rightAfter / count), moved / count);
  }

  boolean isTooLittle() {
    return exact.by() < -LOST || moved > MOVED;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d generated prompts: exact %s, %.1f %% moved", prompts, exact, 100 * moved);
  }
}
