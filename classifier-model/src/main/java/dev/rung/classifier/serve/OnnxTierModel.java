package dev.rung.classifier.serve;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.rung.classifier.DenseFeatures;
import dev.rung.classifier.TaskFeatures;
import dev.rung.classifier.TierModel;
import dev.rung.classifier.TierVerdict;
import dev.rung.classifier.WordGrams;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The classifier as an ONNX model. Safe for several threads until it is closed. */
public final class OnnxTierModel implements TierModel, AutoCloseable {
  /** In the file's metadata: of which {@link #features} it was made. */
  public static final String FEATURES_KEY = "features";

  private static final String SHIPPED = "difficulty.onnx";

  private final OrtEnvironment environment;
  private final OrtSession session;

  private OnnxTierModel(OrtEnvironment environment, OrtSession session) {
    this.environment = environment;
    this.session = session;
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
      requireFeatures(session);
      return new OnnxTierModel(environment, session);
    } catch (OrtException e) {
      throw new ModelException("the classifier is damaged: " + e.getMessage());
    }
  }

  /** What a file must have been made of: changes with every feature. */
  public static String features() {
    return "%d-%d-%08x"
        .formatted(
            DenseFeatures.count(),
            WordGrams.BUCKETS,
            String.join(",", DenseFeatures.featureNames()).hashCode());
  }

  @Override
  public TierVerdict judge(TaskFeatures task) {
    int[] grams = task.grams().distinct();
    return judge(DenseFeatures.of(task), grams, scale(grams.length));
  }

  /** What the rows of so many grams are multiplied by before they are added up. */
  static float scale(int grams) {
    return (float) (1 / Math.sqrt(Math.max(1, grams)));
  }

  /** The same of features that may have been changed. */
  TierVerdict judge(float[] features, int[] grams, float scale) {
    int[] rows = Arrays.copyOf(grams, grams.length + 1);
    rows[grams.length] = WordGrams.BUCKETS;
    try (OnnxTensor dense = reals(features, 1, DenseFeatures.count());
        OnnxTensor ids =
            OnnxTensor.createTensor(environment, IntBuffer.wrap(rows), new long[] {rows.length});
        OnnxTensor scales = reals(new float[] {scale}, 1);
        OrtSession.Result result =
            session.run(Map.of("dense", dense, "grams", ids, "scale", scales))) {
      return new TierVerdict(probabilities(result), gain(result));
    } catch (OrtException e) {
      throw new IllegalStateException("the classifier failed: " + e.getCode(), e);
    }
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

  private static void requireFeatures(OrtSession session) throws OrtException, ModelException {
    String made = session.getMetadata().getCustomMetadata().getOrDefault(FEATURES_KEY, "others");
    if (!made.equals(features())) {
      session.close();
      throw new ModelException(
          "the classifier was made of features %s and this version has %s: train it again"
              .formatted(made, features()));
    }
  }
}
