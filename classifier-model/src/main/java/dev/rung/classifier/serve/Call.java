package dev.rung.classifier.serve;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.rung.classifier.DenseFeatures;
import dev.rung.classifier.WordGrams;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The memory of one call of the model, kept for the next ones: making tensors takes as long as half
 * of the model. For one thread at a time.
 */
final class Call implements AutoCloseable {
  private static final int TIERS = 5;

  /** Rooms are for so many grams, twice as many and so on. */
  private static final int STEP = 32;

  private final OrtEnvironment environment;
  private final FloatBuffer dense = reals(DenseFeatures.count());
  private final FloatBuffer tiers = reals(TIERS);
  private final FloatBuffer gain = reals(GainHead.SUMS);
  private final OnnxTensor denseTensor;
  private final Map<String, OnnxTensor> results;
  private final Map<Integer, Words> rooms = new HashMap<>();

  /**
   * @param hasGain whether the model says anything of it
   */
  Call(OrtEnvironment environment, boolean hasGain) throws OrtException {
    this.environment = environment;
    denseTensor =
        OnnxTensor.createTensor(environment, dense, new long[] {1, DenseFeatures.count()});
    OnnxTensor ofTiers = OnnxTensor.createTensor(environment, tiers, new long[] {1, TIERS});
    results =
        hasGain
            ? Map.of(
                "tiers",
                ofTiers,
                "gain",
                OnnxTensor.createTensor(environment, gain, new long[] {1, GainHead.SUMS}))
            : Map.of("tiers", ofTiers);
  }

  /** What the model says, which the next call overwrites. */
  void run(OrtSession session, Question question) throws OrtException {
    dense.put(0, question.dense());
    Words words = room(question.allGrams().length);
    words.fill(question);
    session.run(words.inputs, results).close();
  }

  float[] tiers() {
    float[] sums = new float[TIERS];
    tiers.get(0, sums);
    return sums;
  }

  float[] gain() {
    float[] sums = new float[GainHead.SUMS];
    gain.get(0, sums);
    return sums;
  }

  @Override
  public void close() {
    denseTensor.close();
    results.values().forEach(OnnxTensor::close);
    rooms.values().forEach(Words::close);
  }

  /** The smallest for so many. */
  private Words room(int grams) throws OrtException {
    int size = STEP * Math.max(1, Math.ceilDiv(grams, STEP));
    Words room = rooms.get(size);
    if (room == null) {
      room = new Words(size);
      rooms.put(size, room);
    }
    return room;
  }

  private static FloatBuffer reals(int count) {
    return memory(count * Float.BYTES).asFloatBuffer();
  }

  private static ByteBuffer memory(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  /** Room for so many grams; what is left of it has the row of zeros. */
  private final class Words implements AutoCloseable {
    private final int size;
    private final IntBuffer grams;
    private final FloatBuffer weights;
    private final OnnxTensor gramsTensor;
    private final OnnxTensor weightsTensor;
    private final Map<String, OnnxTensor> inputs;

    Words(int size) throws OrtException {
      this.size = size;
      grams = memory(size * Integer.BYTES).asIntBuffer();
      weights = reals(2 * size);
      gramsTensor = OnnxTensor.createTensor(environment, grams, new long[] {size});
      weightsTensor = OnnxTensor.createTensor(environment, weights, new long[] {2, size});
      inputs = Map.of("dense", denseTensor, "grams", gramsTensor, "weights", weightsTensor);
    }

    void fill(Question question) {
      int[] all = question.allGrams();
      int[] known = question.grams();
      float ofKnown = scale(known.length);
      float ofAll = scale(all.length);
      int next = 0;
      for (int i = 0; i < all.length; i++) {
        boolean isKnown = next < known.length && known[next] == all[i];
        next += isKnown ? 1 : 0;
        grams.put(i, all[i]);
        weights.put(i, isKnown ? ofKnown : 0);
        weights.put(size + i, ofAll);
      }
      for (int i = all.length; i < size; i++) {
        grams.put(i, WordGrams.BUCKETS);
        weights.put(i, 0);
        weights.put(size + i, 0);
      }
    }

    /** What the rows of so many grams are multiplied by before they are added up. */
    private static float scale(int grams) {
      return (float) (1 / Math.sqrt(Math.max(1, grams)));
    }

    @Override
    public void close() {
      gramsTensor.close();
      weightsTensor.close();
    }
  }
}
