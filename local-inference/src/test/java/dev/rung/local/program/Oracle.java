package dev.rung.local.program;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.decoding.Decoder;
import dev.rung.local.decoding.Decoder.Input;
import dev.rung.local.decoding.Decoder.Sequence;
import dev.rung.local.device.CpuFeatures;
import dev.rung.local.device.Device;
import dev.rung.local.device.EngineSettings;
import dev.rung.local.device.TorchEngine;
import dev.rung.local.weights.Precision;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A tiny checkpoint and what the original modelling code computes with it in single precision. */
public record Oracle(Path folder, List<Prompt> prompts) {
  /** The most by which two computations in single precision differ in a logit. */
  public static final float TOLERANCE = 1e-4f;

  private static final long CACHE_LIMIT = 100_000_000;

  public static Oracle named(String name) {
    Path folder =
        Path.of(
            URI.create(
                requireNonNull(Oracle.class.getResource("/checkpoints/" + name)).toString()));
    JsonTree expected = JsonTree.read(folder.resolve("expected.json"));
    return new Oracle(folder, expected.get("prompts").list().stream().map(Prompt::of).toList());
  }

  /** The second prompt's hidden states, layer by layer. */
  List<JsonTree> hiddenStates() {
    return JsonTree.read(folder.resolve("expected.json"))
        .get("prompts")
        .list()
        .get(1)
        .get("hidden_states")
        .list();
  }

  /**
   * After how many layers an entry of the hidden states was taken. Both kinds have one more entry
   * than layers: attention models begin with the embeddings and give the last layer's output after
   * the norm only; Falcon Mamba gives each layer's output, then that after the norm.
   */
  int depth(int entry, int entries) {
    boolean afterNorm = entry == entries - 1;
    boolean mamba = String.valueOf(folder.getFileName()).startsWith("falcon-mamba");
    return afterNorm ? entries : entry + (mamba ? 1 : 0);
  }

  public TorchDecoder decoder(Precision precision) throws InferenceException {
    startEngine();
    return TorchDecoder.load(Checkpoint.read(folder), precision, Device.CPU, CACHE_LIMIT, 1);
  }

  /** By the text of the program for a GPU: on a GPU where one can be used, else on the CPU. */
  TorchDecoder byKernelsOfGpu(Precision precision) throws InferenceException {
    Target target = kernelsOfGpu(precision);
    return TorchDecoder.load(Checkpoint.read(folder), target, target.linearParts(), CACHE_LIMIT, 1);
  }

  /** A program with the kernels of a GPU, on the GPU if there is one. */
  static Target kernelsOfGpu(Precision precision) throws InferenceException {
    return startEngine() == Device.GPU
        ? Target.of(Device.GPU, precision)
        : new Target("cpu", Device.GPU, precision, CpuFeatures.here());
  }

  /** In single precision with noise in the place of the roundings of another program. */
  TorchDecoder noisy(Target target) throws InferenceException {
    startEngine();
    boolean halfInside = target.precision() == Precision.INT8 && hasHalf(target);
    return noisy(Checkpoint.read(folder), halfInside ? "int8_as_f16" : roundings(target));
  }

  /** The same where inputs of layers are rounded to 8 bits in blocks of 32. */
  public static TorchDecoder noisyInBlocks(Path folder) throws InferenceException {
    startEngine();
    return noisy(Checkpoint.read(folder), "blocks_32");
  }

  static TorchDecoder noisy(Checkpoint checkpoint, String roundings) throws InferenceException {
    return TorchDecoder.load(
        checkpoint,
        Target.of(Device.CPU, Precision.F32),
        List.of("linear_f32", "precision_noise", "noise_" + roundings),
        CACHE_LIMIT,
        1);
  }

  /** The roundings of a program's linear layers, as test resources call them. */
  static String roundings(Target target) {
    return target.precision() == Precision.BF16 && hasHalf(target)
        ? "bf16_as_f16"
        : target.precision().label();
  }

  /** Whether half precision stands in for bfloat16. */
  private static boolean hasHalf(Target target) {
    return target.linearParts().contains("linear_bf16_as_f16");
  }

  /** What the engine can compute on here. */
  public static Device startEngine() throws InferenceException {
    Path cache = Path.of(System.getProperty("java.io.tmpdir"), "rung-engine");
    Optional<Path> libtorch =
        Optional.ofNullable(System.getenv("PYTORCH_LIBRARY_PATH")).map(Path::of);
    return TorchEngine.start(new EngineSettings(cache, 1, Optional.empty(), libtorch)).device();
  }

  public static float[] last(Decoder decoder, Sequence sequence, int... tokens)
      throws InferenceException {
    return decoder.forward(List.of(new Input(sequence, tokens, 1))).row(0);
  }

  /** The likeliest token, again and again. */
  public static List<Integer> greedy(Decoder decoder, Sequence sequence, float[] logits, int count)
      throws InferenceException {
    List<Integer> ids = new ArrayList<>();
    float[] row = logits;
    while (ids.size() < count) {
      int next = argmax(row);
      ids.add(next);
      row = last(decoder, sequence, next);
    }
    return ids;
  }

  public static int argmax(float[] row) {
    int best = 0;
    for (int i = 1; i < row.length; i++) {
      best = row[i] > row[best] ? i : best;
    }
    return best;
  }

  public static void assertClose(float[] actual, float[] expected, String what) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).as("%s at %d", what, i).isCloseTo(expected[i], within(TOLERANCE));
    }
  }

  /** Logits after a token, of which the original's sums and some are known. */
  public static void assertPosition(float[] logits, JsonTree expected) {
    double sum = 0;
    double squares = 0;
    for (float logit : logits) {
      sum += logit;
      squares += (double) logit * logit;
    }
    assertThat(argmax(logits)).isEqualTo((int) expected.get("argmax").number());
    assertThat(sum).isCloseTo(expected.get("sum").number(), within(1e-2));
    assertThat(squares).isCloseTo(expected.get("sumsq").number(), within(5e-2));
    int[] places = expected.get("at").ints();
    float[] values = expected.get("val").floats();
    for (int i = 0; i < places.length; i++) {
      assertThat(logits[places[i]]).isCloseTo(values[i], within(TOLERANCE));
    }
  }

  /**
   * A prompt.
   *
   * @param positions what is known of the logits after each token
   * @param greedy the likeliest tokens that follow
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Prompt(
      int[] ids, float[] lastLogits, List<JsonTree> positions, int[] greedy, float[] afterGreedy) {
    static Prompt of(JsonTree tree) {
      return new Prompt(
          tree.get("ids").ints(),
          tree.get("last_logits").floats(),
          tree.get("positions").list(),
          tree.get("greedy").ints(),
          tree.get("last_logits_after_greedy").floats());
    }
  }
}
