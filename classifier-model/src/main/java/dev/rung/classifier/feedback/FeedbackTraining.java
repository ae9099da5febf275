package dev.rung.classifier.feedback;

import dev.rung.classifier.feedback.Tutor.Taught;
import dev.rung.classifier.labels.AnswerVerdict;
import dev.rung.classifier.labels.AnswerVerdicts;
import dev.rung.classifier.labels.AskedPrompts;
import dev.rung.classifier.labels.LabelException;
import dev.rung.classifier.serve.ModelException;
import dev.rung.classifier.serve.OnnxTierModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Moves a classifier towards verdicts on answers. For one thread. */
public final class FeedbackTraining {
  /** Fewer prompts than that are too few to learn from and to be measured by. */
  static final int LEAST_PROMPTS = 50;

  private final BaseModel base;
  private final int every;
  private final Consumer<String> progress;

  private FeedbackTraining(BaseModel base, int every, Consumer<String> progress) {
    this.base = base;
    this.every = every;
    this.progress = progress;
  }

  /**
   * Trains further and writes the model, unless it would be worse. The same files give the same
   * model.
   *
   * @param progress is told each step in a line
   * @throws LabelException when a file cannot be used
   * @throws ModelException when the model cannot be trained further
   */
  public static Learned run(Path target, FeedbackFiles files, Consumer<String> progress)
      throws LabelException, ModelException, IOException {
    return run(target, files, 1, progress);
  }

  /**
   * The same, in less time.
   *
   * @param every one in so many generated texts is used to hold what the model knows
   */
  static Learned run(Path target, FeedbackFiles files, int every, Consumer<String> progress)
      throws LabelException, ModelException, IOException {
    byte[] from =
        files.from().isPresent()
            ? Files.readAllBytes(files.from().get())
            : OnnxTierModel.shippedFile();
    BaseModel base = BaseModel.of(from);
    List<AnswerVerdict> read = new ArrayList<>();
    for (Path file : files.verdicts()) {
      read.addAll(AnswerVerdicts.read(file));
    }
    Examples examples = Examples.of(read, AskedPrompts.read(files.prompts()));
    progress.accept(examples.toString());
    if (examples.distinct() < LEAST_PROMPTS) {
      return new Learned.Refused(
          ("there is too little feedback: %d different prompts say something of the tier that they"
                  + " need, and %d have to")
              .formatted(examples.distinct(), LEAST_PROMPTS));
    }
    Map<String, String> notes = Notes.of(from, files);
    notes.put("feedback", examples.toString());
    return new FeedbackTraining(base, every, progress).write(target, examples.examples(), notes);
  }

  private Learned write(Path target, List<Example> examples, Map<String, String> notes)
      throws ModelException, IOException {
    Tutor tutor = Tutor.of(base, every);
    LeftOut leftOut = tutor.judgeApart(examples, progress);
    progress.accept("feedback left out: " + leftOut);
    if (leftOut.isWorse()) {
      return new Learned.Refused(
          "nothing was written: on feedback that was left out of training the model would be worse");
    }
    Taught taught = tutor.teach(examples);
    Kept kept = kept(base.corrected(taught.correction(), taught.known(), Map.of()));
    progress.accept("kept: " + kept);
    if (kept.isTooLittle()) {
      return new Learned.Refused(
          "nothing was written: the model would forget too much of what it knows of other prompts");
    }
    notes.put("feedback left out", leftOut.toString());
    notes.put("feedback kept", kept.toString());
    byte[] file = base.corrected(taught.correction(), taught.known(), notes);
    Files.write(target, file);
    progress.accept("%s: %d bytes".formatted(target, file.length));
    return new Learned.Model(file.length);
  }

  private Kept kept(byte[] corrected) throws ModelException {
    try (OnnxTierModel before = base.uncorrected();
        OnnxTierModel after = OnnxTierModel.of(corrected)) {
      return Kept.of(before, after);
    }
  }
}
