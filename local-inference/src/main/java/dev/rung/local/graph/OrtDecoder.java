package dev.rung.local.graph;

import static java.util.Objects.requireNonNull;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.checkpoint.ModelConfig;
import dev.rung.local.decoding.Decoder;
import dev.rung.local.decoding.SequenceRoom;
import dev.rung.local.device.NativeMemory;
import dev.rung.local.device.OrtEngine;
import dev.rung.local.weights.CheckpointSource;
import dev.rung.local.weights.PackedCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An attention model that ONNX Runtime executes on the CPU. */
public final class OrtDecoder implements Decoder {
  /** Wider steps are not faster, and a step's intermediate results grow with it. */
  private static final int WIDEST_STEP = 512;

  private final OrtModel model;
  private final AttentionShape shape;
  private final OrtStep step;
  private final OrtSequence nobody;
  private final ModelConfig config;
  private final int sequences;
  private final SequenceRoom room;
  private boolean closed;

  private OrtDecoder(
      OrtModel model, AttentionShape shape, ModelConfig config, int sequences, long cacheLimitBytes)
      throws InferenceException {
    this.model = model;
    this.shape = shape;
    this.config = config;
    this.sequences = sequences;
    this.room = new SequenceRoom(cacheLimitBytes);
    this.nobody = OrtSequence.open(this, model.environment(), shape, 1);
    this.step = step(model, shape, nobody, sequences);
  }

  private static OrtStep step(
      OrtModel model, AttentionShape shape, OrtSequence nobody, int sequences)
      throws InferenceException {
    try {
      return new OrtStep(model, shape, nobody, sequences);
    } catch (InferenceException e) {
      nobody.close();
      throw e;
    }
  }

  /**
   * Loads a checkpoint, packing its weights unless an earlier start left them.
   *
   * @param cacheLimitBytes memory of all open sequences together at most
   * @throws InferenceException when the model has no graph, a tensor is missing or does not fit, or
   *     memory or disk runs out
   */
  public static OrtDecoder load(
      Checkpoint checkpoint, OrtSettings settings, PackedCache cache, long cacheLimitBytes)
      throws InferenceException {
    GraphArchitecture architecture = GraphArchitecture.of(checkpoint.config());
    GraphSettings graph = settings.graph();
    PackedModel packed = PackedModel.plan(checkpoint, architecture, graph);
    PackedCache.Packed weights =
        cache.obtain(
            graph.name(),
            new CheckpointSource(checkpoint, graph.form(), settings.threads()),
            packed.bytes(),
            file -> Packer.pack(packed, checkpoint.tensors(), settings.threads(), file));
    NativeMemory.giveBack();
    try {
      byte[] model =
          DecoderGraph.of(architecture, packed, settings.sequences(), name(weights.file()));
      return of(
          OrtModel.load(
              OrtEngine.start(settings.engine()),
              model,
              requireNonNull(weights.file().toAbsolutePath().getParent()),
              settings.threads()),
          architecture.attention(),
          checkpoint.config(),
          settings.sequences(),
          cacheLimitBytes);
    } finally {
      NativeMemory.keep();
      if (!weights.kept()) {
        PackedCache.discard(weights);
      }
    }
  }

  /** Takes over a loaded graph, and closes it where there is no memory for the rest. */
  private static OrtDecoder of(
      OrtModel model, AttentionShape shape, ModelConfig config, int sequences, long cacheLimitBytes)
      throws InferenceException {
    try {
      return new OrtDecoder(model, shape, config, sequences, cacheLimitBytes);
    } catch (InferenceException e) {
      model.close();
      throw e;
    }
  }

  /** Why a model cannot be computed in this way; told by its configuration alone. */
  public static Optional<String> fault(Checkpoint checkpoint) {
    return GraphArchitecture.fault(checkpoint.config());
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  @Override
  public int vocabulary() {
    return config.vocabulary();
  }

  @Override
  public int contextWindow() {
    return config.contextWindow();
  }

  @Override
  public int widestStep() {
    return WIDEST_STEP;
  }

  @Override
  public long sequenceBytes(int capacity) {
    return shape.bytes(capacity);
  }

  @Override
  public Sequence open(int capacity) throws InferenceException {
    return opened(capacity);
  }

  private OrtSequence opened(int capacity) throws InferenceException {
    long bytes = sequenceBytes(capacity);
    room.check(capacity, contextWindow(), bytes);
    OrtSequence sequence = OrtSequence.open(this, model.environment(), shape, capacity);
    room.take(bytes);
    return sequence;
  }

  @Override
  public Sequence fork(Sequence source, int length, int capacity) throws InferenceException {
    OrtSequence from = own(source);
    if (!from.canCut(length) || length > capacity) {
      throw new IllegalArgumentException(
          "%d tokens of %d cannot go on with room for %d"
              .formatted(length, from.length(), capacity));
    }
    OrtSequence sequence = opened(capacity);
    sequence.copy(from, length);
    return sequence;
  }

  @Override
  public Logits forward(List<Input> inputs) throws InferenceException {
    check(inputs);
    List<float[]> rows = new ArrayList<>();
    for (int first = 0; first < inputs.size(); first += sequences) {
      List<Input> together = inputs.subList(first, Math.min(inputs.size(), first + sequences));
      rows.addAll(List.of(step.run(together)));
    }
    return new Rows(rows);
  }

  @Override
  public void tidy() {
    NativeMemory.trim();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      NativeMemory.giveBack();
      try {
        step.close();
        nobody.close();
        model.close();
      } finally {
        NativeMemory.trim();
        NativeMemory.keep();
      }
    }
  }

  /** Gives back what a sequence took. */
  void freed(int capacity) {
    room.give(sequenceBytes(capacity));
  }

  private void check(List<Input> inputs) {
    Set<OrtSequence> seen = new HashSet<>();
    int width = 0;
    for (Input input : inputs) {
      OrtSequence sequence = own(input.sequence());
      if (!seen.add(sequence)) {
        throw new IllegalArgumentException("a sequence is there twice in one step");
      }
      if (input.tokens().length > sequence.capacity() - sequence.length()) {
        throw new IllegalArgumentException(
            "%d tokens do not fit into a sequence that holds %d of %d"
                .formatted(input.tokens().length, sequence.length(), sequence.capacity()));
      }
      for (int token : input.tokens()) {
        if (token < 0 || token >= vocabulary()) {
          throw new IllegalArgumentException("a token must be below " + vocabulary());
        }
      }
      width += input.tokens().length;
    }
    if (width == 0 || width > WIDEST_STEP) {
      throw new IllegalArgumentException("a step must have 1 to " + WIDEST_STEP + " tokens");
    }
  }

  private OrtSequence own(Sequence sequence) {
    if (sequence instanceof OrtSequence mine && mine.belongsTo(this)) {
      return mine;
    }
    throw new IllegalArgumentException("a sequence of another model, or a closed one");
  }

  private record Rows(List<float[]> values) implements Logits {
    @Override
    public int rows() {
      return values.size();
    }

    @Override
    public float[] row(int index) {
      return values.get(index);
    }
  }
}
