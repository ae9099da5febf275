package dev.rung.local.program;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.decoding.Decoder;
import dev.rung.local.decoding.SequenceRoom;
import dev.rung.local.device.CpuFeatures;
import dev.rung.local.device.Device;
import dev.rung.local.device.NativeMemory;
import dev.rung.local.weights.PackedSize;
import dev.rung.local.weights.Precision;
import dev.rung.local.weights.Weight;
import dev.rung.local.weights.WeightLoader;
import dev.rung.local.weights.WeightMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A model that libtorch executes. */
public final class TorchDecoder implements Decoder {
  /** Wider steps are not faster, and a step's intermediate results grow with it. */
  private static final int WIDEST_STEP = 512;

  /**
   * Weights that are read and packed at once: few, since they are in memory twice, and so that the
   * second copy finds the first in the caches of the processor.
   */
  private static final int PORTION_BYTES = 1 << 19;

  /** Threads that pack weights; more gain little, and each takes memory of its own. */
  private static final int MOST_WORKERS = 4;

  /** Of the packed weights, what all workers together may take beside them. */
  private static final double WORKING_SHARE = 0.06;

  private final TorchProgram program;
  private final Architecture architecture;
  private final Target target;
  private final int vocabulary;
  private final int contextWindow;
  private final SequenceRoom room;
  private long nextSequence;
  private boolean closed;

  private TorchDecoder(
      TorchProgram program,
      Architecture architecture,
      Target target,
      Checkpoint checkpoint,
      long cacheLimitBytes) {
    this.program = program;
    this.architecture = architecture;
    this.target = target;
    this.vocabulary = checkpoint.config().vocabulary();
    this.contextWindow = checkpoint.config().contextWindow();
    this.room = new SequenceRoom(cacheLimitBytes);
  }

  /**
   * Loads a checkpoint. The engine must have been started.
   *
   * @param cacheLimitBytes memory of all open sequences together at most
   * @param threads that pack weights at most
   * @throws InferenceException when a tensor is missing or does not fit, or memory runs out
   */
  public static TorchDecoder load(
      Checkpoint checkpoint, Precision precision, Device device, long cacheLimitBytes, int threads)
      throws InferenceException {
    Target target = Target.of(device, precision);
    int workers = device == Device.GPU ? 1 : workers(checkpoint, precision, threads);
    return load(checkpoint, target, target.linearParts(), cacheLimitBytes, workers);
  }

  private static int workers(Checkpoint checkpoint, Precision precision, int threads) {
    double room = WORKING_SHARE * PackedSize.bytes(checkpoint, precision);
    int fitting = (int) Math.min(MOST_WORKERS, room / PackedSize.working(checkpoint));
    return Math.max(1, Math.min(fitting, threads));
  }

  /**
   * Loads a checkpoint whose linear layers these parts of the program compute.
   *
   * @param workers that load layers at once
   */
  static TorchDecoder load(
      Checkpoint checkpoint,
      Target target,
      List<String> linearParts,
      long cacheLimitBytes,
      int workers)
      throws InferenceException {
    Architecture architecture = Architecture.of(checkpoint.config());
    List<String> parts = new ArrayList<>(List.of("numbers"));
    parts.addAll(linearParts);
    parts.addAll(architecture.parts(target));
    parts.add("program");
    TorchProgram program =
        TorchProgram.load(ProgramText.of(ProgramText.class, numbers(architecture, target), parts));
    boolean loaded = false;
    NativeMemory.giveBack();
    try {
      loadWeights(checkpoint, program, workers);
      loaded = true;
    } finally {
      if (!loaded) {
        program.close();
      }
      NativeMemory.keep();
    }
    return new TorchDecoder(program, architecture, target, checkpoint, cacheLimitBytes);
  }

  private static void loadWeights(Checkpoint checkpoint, TorchProgram program, int workers)
      throws InferenceException {
    WeightMap map = WeightMap.of(checkpoint.config());
    int layers = 1 + map.weights().stream().mapToInt(Weight::layer).max().orElseThrow();
    program.run("expect", workers, layers);
    List<ProgramWeights> targets = new ArrayList<>();
    try {
      for (int worker = 0; worker < workers; worker++) {
        targets.add(new ProgramWeights(program, worker, PORTION_BYTES));
      }
      WeightLoader.load(map, checkpoint.tensors(), targets);
    } finally {
      targets.forEach(ProgramWeights::close);
    }
    program.run("ready");
  }

  /** Numbers of 8 bits are used as far as the CPU sums their products without overflow. */
  private static Map<String, Object> numbers(Architecture architecture, Target target) {
    Map<String, Object> numbers = architecture.numbers(target);
    numbers.put("device_name", target.place());
    numbers.put("int8_levels", CpuFeatures.here().int8Levels());
    return numbers;
  }

  @Override
  public int vocabulary() {
    return vocabulary;
  }

  @Override
  public int contextWindow() {
    return contextWindow;
  }

  @Override
  public int widestStep() {
    return WIDEST_STEP;
  }

  @Override
  public long sequenceBytes(int capacity) {
    return architecture.sequenceBytes(capacity, target);
  }

  @Override
  public Sequence open(int capacity) throws InferenceException {
    return open(capacity, architecture.recall().history());
  }

  private TorchSequence open(int capacity, History history) throws InferenceException {
    long bytes = sequenceBytes(capacity);
    room.check(capacity, contextWindow, bytes);
    TorchSequence sequence = new TorchSequence(this, nextSequence, capacity, history);
    program.run("open", sequence.id(), capacity);
    nextSequence++;
    room.take(bytes);
    return sequence;
  }

  @Override
  public Sequence fork(Sequence source, int length, int capacity) throws InferenceException {
    TorchSequence from = own(source);
    if (!from.canCut(length) || length > capacity) {
      throw new IllegalArgumentException(
          "%d tokens of %d cannot go on with room for %d"
              .formatted(length, from.length(), capacity));
    }
    History.Copy copy = from.history().copy(length);
    TorchSequence sequence = open(capacity, copy.history());
    long held = (long) length - copy.history().pending().length;
    try {
      program.run("fork", from.id(), sequence.id(), held, copy.undo() ? 1 : 0);
    } catch (InferenceException e) {
      sequence.close();
      throw e;
    }
    return sequence;
  }

  @Override
  public Logits forward(List<Input> inputs) throws InferenceException {
    Step step = step(inputs);
    float[][] rows = program.rows("step", step.plan(), step.ids(), step.wanted());
    append(inputs);
    return new Rows(rows);
  }

  /**
   * The residual stream after some layers, one row a token; 0 gives the embeddings, one more than
   * there are layers what goes into the output layer. Appends the tokens as a step does.
   */
  float[][] hidden(List<Input> inputs, int depth) throws InferenceException {
    Step step = step(inputs);
    float[][] rows = program.rows("hidden", step.plan(), step.ids(), depth);
    append(inputs);
    return rows;
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
        program.close();
      } finally {
        NativeMemory.trim();
        NativeMemory.keep();
      }
    }
  }

  /** Gives back what a sequence takes. */
  void free(TorchSequence sequence) {
    room.give(sequenceBytes(sequence.capacity()));
    if (!closed) {
      try {
        program.run("close", sequence.id());
      } catch (InferenceException e) {
        throw new IllegalStateException("a sequence is not freed", e);
      }
    }
  }

  private Step step(List<Input> inputs) {
    Step.Builder step = new Step.Builder(vocabulary, WIDEST_STEP);
    for (Input input : inputs) {
      step.add(own(input.sequence()), input.tokens(), input.wanted());
    }
    return step.build();
  }

  private void append(List<Input> inputs) {
    for (Input input : inputs) {
      own(input.sequence()).history().append(input.tokens());
    }
  }

  private TorchSequence own(Sequence sequence) {
    if (sequence instanceof TorchSequence mine && mine.belongsTo(this)) {
      return mine;
    }
    throw new IllegalArgumentException("a sequence of another model, or a closed one");
  }

  @SuppressWarnings("ArrayRecordComponent") // Handed on within a step, never compared.
  private record Rows(float[][] values) implements Logits {
    @Override
    public int rows() {
      return values.length;
    }

    @Override
    public float[] row(int index) {
      return values[index];
    }
  }
}
