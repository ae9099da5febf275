package dev.rung.local.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.rung.local.InferenceException;
import dev.rung.local.decoding.Decoder.Input;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs steps of a graph: what every step is given anew and what stays. */
final class OrtStep implements AutoCloseable {
  private final OrtModel model;
  private final OrtSequence nobody;
  private final List<Slot> slots = new ArrayList<>();
  private final List<OnnxTensor> fillings = new ArrayList<>();
  private final OnnxTensor nothing;
  private final Angles angles;

  /**
   * Prepares slots.
   *
   * @param nobody a sequence without tokens for slots that are not used
   * @param sequences of one step at most
   */
  OrtStep(OrtModel model, AttentionShape shape, OrtSequence nobody, int sequences)
      throws InferenceException {
    this.model = model;
    this.nobody = nobody;
    this.angles = new Angles(model.environment(), shape);
    try {
      for (int i = 0; i < sequences; i++) {
        slots.add(new Slot(model.environment(), i, shape.layers()));
        fillings.add(zeros(i, shape.packedWidth()));
      }
      nothing = zeros(0, shape.attendedWidth());
    } catch (OrtException e) {
      throw OrtFailures.of(e);
    }
  }

  /** Computes logits of at most as many inputs as there are slots, and appends them. */
  float[][] run(List<Input> inputs) throws InferenceException {
    Map<String, OnnxTensor> given = new HashMap<>();
    Map<String, OnnxValue> results = new HashMap<>();
    Rows rows = new Rows(inputs);
    int longest = 0;
    for (int i = 0; i < slots.size(); i++) {
      boolean used = i < inputs.size();
      OrtSequence sequence = used ? (OrtSequence) inputs.get(i).sequence() : nobody;
      int tokens = used ? inputs.get(i).tokens().length : 1;
      slots.get(i).bind(sequence, tokens, given, results);
      longest = Math.max(longest, sequence.length() + tokens);
    }
    angles.bind(longest, given);
    OrtEnvironment environment = model.environment();
    try (OnnxTensor ids = tensor(environment, rows.ids, 1, rows.ids.length);
        OnnxTensor wanted = tensor(environment, rows.wanted, rows.wanted.length);
        OnnxTensor several = OnnxTensor.createTensor(environment, rows.several());
        OnnxTensor parts = tensor(environment, rows.parts(), 2);
        OnnxTensor counts = tensor(environment, rows.counts(slots.size()), slots.size() - 1L);
        OnnxTensor kept = tensor(environment, rows.kept(slots.size()), 2)) {
      given.put("ids", ids);
      given.put("wanted", wanted);
      if (slots.size() > 1) {
        given.put("several", several);
        given.put("parts", parts);
        given.put("counts", counts);
        given.put("kept", kept);
        given.put("filling", fillings.get(slots.size() - inputs.size()));
        given.put("nothing", nothing);
      }
      float[][] logits = model.run(given, results);
      inputs.forEach(input -> ((OrtSequence) input.sequence()).append(input.tokens().length));
      return logits;
    } catch (OrtException e) {
      throw OrtFailures.of(e);
    }
  }

  @Override
  public void close() {
    slots.forEach(Slot::close);
    fillings.forEach(OnnxTensor::close);
    nothing.close();
    angles.close();
  }

  private OnnxTensor zeros(int rows, int width) throws OrtException {
    FloatBuffer zeros =
        ByteBuffer.allocateDirect(Math.max(1, rows * width) * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer()
            .slice(0, rows * width);
    return OnnxTensor.createTensor(model.environment(), zeros, new long[] {1, rows, width});
  }

  private static OnnxTensor tensor(OrtEnvironment environment, long[] numbers, long... shape)
      throws OrtException {
    LongBuffer buffer =
        ByteBuffer.allocateDirect(Math.max(1, numbers.length) * Long.BYTES)
            .order(ByteOrder.nativeOrder())
            .asLongBuffer()
            .slice(0, numbers.length)
            .put(numbers)
            .flip();
    return OnnxTensor.createTensor(environment, buffer, shape);
  }

  /** The rows of a step. */
  private static final class Rows {
    private final List<Input> inputs;
    private final long[] ids;
    private final long[] wanted;

    Rows(List<Input> inputs) {
      this.inputs = inputs;
      ids = new long[inputs.stream().mapToInt(input -> input.tokens().length).sum()];
      wanted = new long[inputs.stream().mapToInt(Input::wanted).sum()];
      int row = 0;
      int asked = 0;
      for (Input input : inputs) {
        int[] tokens = input.tokens();
        for (int i = 0; i < tokens.length; i++) {
          ids[row] = tokens[i];
          if (i >= tokens.length - input.wanted()) {
            wanted[asked++] = row;
          }
          row++;
        }
      }
    }

    boolean[] several() {
      return new boolean[] {inputs.size() > 1};
    }

    long[] parts() {
      return new long[] {first(), ids.length - first()};
    }

    /** Of the sequences after the first. */
    long[] counts(int slots) {
      long[] counts = new long[slots - 1];
      Arrays.fill(counts, 1);
      for (int i = 1; i < inputs.size(); i++) {
        counts[i - 1] = inputs.get(i).tokens().length;
      }
      return counts;
    }

    long[] kept(int slots) {
      return new long[] {ids.length - first(), slots - inputs.size()};
    }

    private long first() {
      return inputs.getFirst().tokens().length;
    }
  }
}
