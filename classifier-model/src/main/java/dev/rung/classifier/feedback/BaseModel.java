package dev.rung.classifier.feedback;

import dev.rung.classifier.TaskFeatures;
import dev.rung.classifier.TierVerdict;
import dev.rung.classifier.Vocabulary;
import dev.rung.classifier.WordGrams;
import dev.rung.classifier.file.Matrices;
import dev.rung.classifier.file.ModelWriter;
import dev.rung.classifier.serve.ModelException;
import dev.rung.classifier.serve.OnnxTierModel;
import dev.rung.classifier.serve.Sharpness;
import dev.rung.onnx.StoredModel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The model that is corrected. Owns nothing native but while a method runs. */
final class BaseModel {
  /** In the metadata of a model that was corrected: of which model. */
  static final String FROM = "trained further from";

  private static final int TIERS = 5;
  private static final double LEAST = 1e-12;

  /** So many prompts must have a word for it to be known. */
  private static final int KNOWN_FROM = 3;

  private final Matrices matrices;
  private final Map<String, String> metadata;
  private final Vocabulary vocabulary;
  private final Sharpness temperatures;

  private BaseModel(Matrices matrices, OnnxTierModel model) {
    this.matrices = matrices;
    this.metadata = model.metadata();
    this.vocabulary = model.vocabulary();
    this.temperatures = model.temperatures();
  }

  /**
   * A model as training wrote it.
   *
   * @throws ModelException when it is another, or was corrected before
   */
  static BaseModel of(byte[] file) throws ModelException {
    try (OnnxTierModel model = OnnxTierModel.of(file)) {
      Matrices matrices = Matrices.of(StoredModel.of(file), TIERS);
      if (model.metadata().containsKey(FROM)) {
        throw new ModelException(
            "the model was itself trained on feedback: give the one that it was made from, and all"
                + " feedback");
      }
      return new BaseModel(matrices, model);
    } catch (IllegalArgumentException e) {
      throw new ModelException("the model cannot be trained further: " + e.getMessage());
    }
  }

  /** The words that it knows, and those that several of these prompts have. */
  Vocabulary knowing(List<Example> examples) {
    List<WordGrams> words = examples.stream().map(each -> each.task().grams()).toList();
    return vocabulary.with(words, KNOWN_FROM);
  }

  /** The file with other words that are known, and corrected. */
  byte[] corrected(Correction correction, Vocabulary known, Map<String, String> notes) {
    Map<String, String> all = new TreeMap<>(metadata);
    all.putAll(OnnxTierModel.metadata(known, temperatures));
    all.putAll(notes);
    return ModelWriter.bytes(matrices.withWords(correction.rounded(), correction.scales()), all);
  }

  /** The model as it was, to be asked; for the caller to close. */
  OnnxTierModel uncorrected() throws ModelException {
    return uncorrected(vocabulary);
  }

  /** The same with other words that are known; for the caller to close. */
  OnnxTierModel uncorrected(Vocabulary known) throws ModelException {
    return OnnxTierModel.of(corrected(Correction.none(), known, Map.of()));
  }

  /**
   * What a correction is to learn of a task.
   *
   * @param model what it corrects
   * @param target what is wanted
   */
  static Lesson lesson(OnnxTierModel model, TaskFeatures task, double[] target, double weight) {
    TierVerdict verdict = model.judge(task);
    double[] logarithms = new double[TIERS];
    for (int tier = 0; tier < TIERS; tier++) {
      logarithms[tier] = Math.log(Math.max(LEAST, verdict.probabilities().get(tier)));
    }
    double temperature = model.temperatures().at(verdict.unfamiliar());
    return new Lesson(task.grams().distinct(), logarithms, temperature, target, weight);
  }
}
