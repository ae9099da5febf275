package dev.rung.classifier.serve;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.rung.classifier.DenseFeatures;
import dev.rung.classifier.Familiar;
import dev.rung.classifier.TaskFeatures;
import dev.rung.classifier.TierModel;
import dev.rung.classifier.TierVerdict;
import dev.rung.classifier.Vocabulary;
import dev.rung.classifier.WordGrams;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The classifier as an ONNX model. Safe for several threads until it is closed. */
public final class OnnxTierModel implements TierModel, AutoCloseable {
  /** In the file's metadata: of which {@link #features} it was made. */
  static final String FEATURES_KEY = "features";

  private static final String VOCABULARY_KEY = "vocabulary";
  private static final String KNOWN_KEY = "temperature of known words";
  private static final String UNKNOWN_KEY = "temperature of unknown words";
  private static final String SHIPPED = "difficulty.onnx";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Vocabulary vocabulary;
  private final Sharpness temperatures;

  private OnnxTierModel(
      OrtEnvironment environment,
      OrtSession session,
      Vocabulary vocabulary,
      Sharpness temperatures) {
    this.environment = environment;
    this.session = session;
    this.vocabulary = vocabulary;
    this.temperatures = temperatures;
  }

  /** The model that comes with Rung. */
  public static OnnxTierModel shipped() throws ModelException {
    try (InputStream in = OnnxTierModel.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new ModelException("this build has no classifier in it");
      }
      return of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from the class path", e);
    }
  }

  /**
   * Loads a model.
   *
   * @throws ModelException when it is no model, or was made of other features than this version has
   */
  public static OnnxTierModel of(byte[] file) throws ModelException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      OrtSession session = environment.createSession(file, options);
      try {
        return of(environment, session);
      } catch (ModelException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new ModelException("the classifier is damaged: " + e.getMessage());
    }
  }

  private static OnnxTierModel of(OrtEnvironment environment, OrtSession session)
      throws OrtException, ModelException {
    Map<String, String> metadata = session.getMetadata().getCustomMetadata();
    String made = metadata.getOrDefault(FEATURES_KEY, "others");
    if (!made.equals(features())) {
      throw new ModelException(
          "the classifier was made of features %s and this version has %s: train it again"
              .formatted(made, features()));
    }
    try {
      return new OnnxTierModel(
          environment,
          session,
          Vocabulary.of(Base64.getDecoder().decode(metadata.getOrDefault(VOCABULARY_KEY, ""))),
          new Sharpness(
              Double.parseDouble(metadata.getOrDefault(KNOWN_KEY, "1")),
              Double.parseDouble(metadata.getOrDefault(UNKNOWN_KEY, "1"))));
    } catch (IllegalArgumentException e) {
      throw new ModelException("the classifier is damaged: " + e.getMessage());
    }
  }

  /** What a file must say of itself, as metadata. */
  public static Map<String, String> metadata(Vocabulary vocabulary, Sharpness temperatures) {
    return Map.of(
        FEATURES_KEY,
        features(),
        VOCABULARY_KEY,
        Base64.getEncoder().encodeToString(vocabulary.toBytes()),
        KNOWN_KEY,
        String.format(Locale.ROOT, "%.3f", temperatures.known()),
        UNKNOWN_KEY,
        String.format(Locale.ROOT, "%.3f", temperatures.unknown()));
  }

  /** What a file must have been made of: changes with every feature. */
  public static String features() {
    return "%d-%d-%d-%08x"
        .formatted(
            DenseFeatures.count(),
            WordGrams.BUCKETS,
            Vocabulary.SLOTS,
            String.join(",", DenseFeatures.featureNames()).hashCode());
  }

  @Override
  public TierVerdict judge(TaskFeatures task) {
    return judge(question(task));
  }

  /** What the model is asked of a task. */
  Question question(TaskFeatures task) {
    Familiar known = task.grams().familiar(vocabulary);
    return new Question(
        DenseFeatures.of(task), known.grams(), task.grams().distinct(), known.unfamiliar());
  }

  TierVerdict judge(Question question) {
    float temperature = (float) temperatures.at(question.unfamiliar());
    try (OnnxTensor dense = reals(question.dense(), 1, DenseFeatures.count());
        OnnxTensor grams = rows(question.grams());
        OnnxTensor scale = reals(new float[] {scale(question.grams().length)}, 1);
        OnnxTensor all = rows(question.allGrams());
        OnnxTensor allScale = reals(new float[] {scale(question.allGrams().length)}, 1);
        OnnxTensor divisor = reals(new float[] {temperature}, 1);
        OrtSession.Result result =
            session.run(
                Map.of(
                    "dense",
                    dense,
                    "grams",
                    grams,
                    "scale",
                    scale,
                    "all_grams",
                    all,
                    "all_scale",
                    allScale,
                    "temperature",
                    divisor))) {
      return new TierVerdict(probabilities(result), gain(result), question.unfamiliar());
    } catch (OrtException e) {
      throw new IllegalStateException("the classifier failed: " + e.getCode(), e);
    }
  }

  /** What the rows of so many grams are multiplied by before they are added up. */
  private static float scale(int grams) {
    return (float) (1 / Math.sqrt(Math.max(1, grams)));
  }

  /** Buckets and the row of zeros, so that there is one at least. */
  private OnnxTensor rows(int[] grams) throws OrtException {
    int[] rows = Arrays.copyOf(grams, grams.length + 1);
    rows[grams.length] = WordGrams.BUCKETS;
    return OnnxTensor.createTensor(environment, IntBuffer.wrap(rows), new long[] {rows.length});
  }

  /** What the file says of itself: features, inputs, figures. */
  public Map<String, String> metadata() {
    try {
      return Map.copyOf(session.getMetadata().getCustomMetadata());
    } catch (OrtException e) {
      throw new IllegalStateException("the classifier's metadata cannot be read", e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the classifier cannot be closed", e);
    }
  }

  private OnnxTensor reals(float[] values, long... shape) throws OrtException {
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
  }

  private static List<Double> probabilities(OrtSession.Result result) throws OrtException {
    float[] row = ((float[][]) result.get(0).getValue())[0];
    List<Double> probabilities = new ArrayList<>(row.length);
    for (float each : row) {
      probabilities.add((double) each);
    }
    return probabilities;
  }

  /** Absent from files that were made without judges of it. */
  private static OptionalDouble gain(OrtSession.Result result) throws OrtException {
    Optional<OnnxValue> gain = result.get("gain");
    return gain.isPresent()
        ? OptionalDouble.of(((float[][]) gain.get().getValue())[0][0])
        : OptionalDouble.empty();
  }
}
