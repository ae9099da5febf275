package dev.rung.classifier.serve;

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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/** The classifier as an ONNX model. Safe for several threads until it is closed. */
public final class OnnxTierModel implements TierModel, AutoCloseable {
  /** In the file's metadata: of which {@link #features} it was made. */
  static final String FEATURES_KEY = "features";

  private static final String VOCABULARY_KEY = "vocabulary";
  private static final String KNOWN_KEY = "temperature of known words";
  private static final String UNKNOWN_KEY = "temperature of unknown words";

  /** So many are kept: more threads than that are seldom in here at once. */
  private static final int MOST_CALLS = 64;

  private static final String SHIPPED = "difficulty.onnx";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Vocabulary vocabulary;
  private final Sharpness temperatures;
  private final boolean hasGain;
  private final Queue<Call> calls = new ArrayBlockingQueue<>(MOST_CALLS);

  private OnnxTierModel(
      OrtEnvironment environment,
      OrtSession session,
      Vocabulary vocabulary,
      Sharpness temperatures,
      boolean hasGain) {
    this.environment = environment;
    this.session = session;
    this.vocabulary = vocabulary;
    this.temperatures = temperatures;
    this.hasGain = hasGain;
  }

  /** The model that comes with Rung. */
  public static OnnxTierModel shipped() throws ModelException {
    return of(shippedFile());
  }

  /** The file of the model that comes with Rung. */
  public static byte[] shippedFile() throws ModelException {
    try (InputStream in = OnnxTierModel.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new ModelException("this build has no classifier in it");
      }
      return in.readAllBytes();
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
              Double.parseDouble(metadata.getOrDefault(UNKNOWN_KEY, "1"))),
          session.getOutputInfo().containsKey("gain"));
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
        DenseFeatures.of(task), known.grams(), known.allGrams(), known.unfamiliar());
  }

  TierVerdict judge(Question question) {
    try {
      Call kept = calls.poll();
      Call call = kept == null ? new Call(environment, hasGain) : kept;
      call.run(session, question);
      TierVerdict verdict =
          new TierVerdict(
              probabilities(call.tiers(), temperatures.at(question.unfamiliar())),
              hasGain ? OptionalDouble.of(GainHead.gain(call.gain())) : OptionalDouble.empty(),
              question.unfamiliar());
      if (!calls.offer(call)) {
        call.close();
      }
      return verdict;
    } catch (OrtException e) {
      throw new IllegalStateException("the classifier failed: " + e.getCode(), e);
    }
  }

  /** The words that it was trained on. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** By what its sums are divided before they become probabilities. */
  public Sharpness temperatures() {
    return temperatures;
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
    calls.forEach(Call::close);
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the classifier cannot be closed", e);
    }
  }

  /** Softmax. */
  private static List<Double> probabilities(float[] sums, double temperature) {
    double most = Double.NEGATIVE_INFINITY;
    for (float each : sums) {
      most = Math.max(most, each);
    }
    double[] parts = new double[sums.length];
    double whole = 0;
    for (int i = 0; i < sums.length; i++) {
      parts[i] = Math.exp((sums[i] - most) / temperature);
      whole += parts[i];
    }
    List<Double> probabilities = new ArrayList<>(sums.length);
    for (double part : parts) {
      probabilities.add(part / whole);
    }
    return probabilities;
  }
}
