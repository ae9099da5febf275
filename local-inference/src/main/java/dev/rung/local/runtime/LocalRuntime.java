package dev.rung.local.runtime;

import dev.rung.local.InferenceException;
import dev.rung.local.LoadOptions;
import dev.rung.local.LocalModel;
import dev.rung.local.ModelInfo;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.decoding.Decoder;
import dev.rung.local.decoding.DecodingSettings;
import dev.rung.local.decoding.TextModel;
import dev.rung.local.device.CpuFeatures;
import dev.rung.local.device.Device;
import dev.rung.local.device.EngineSettings;
import dev.rung.local.device.FreeMemory;
import dev.rung.local.device.TorchEngine;
import dev.rung.local.graph.OrtDecoder;
import dev.rung.local.graph.OrtSettings;
import dev.rung.local.program.TorchDecoder;
import dev.rung.local.tokenizer.Prompts;
import dev.rung.local.tokenizer.Tokenizer;
import dev.rung.local.weights.PackedCache;
import dev.rung.local.weights.PackedSize;
import dev.rung.local.weights.Precision;
import dev.rung.local.weights.WeightMap;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads checkpoints. The engine starts with the first of them, and its threads are those that the
 * first one asked for. Safe for several threads.
 */
public final class LocalRuntime {
  private static final Logger LOG = LoggerFactory.getLogger(LocalRuntime.class);

  /** More guesses than this are seldom right all together. */
  private static final int DRAFT_TOKENS = 7;

  private static final double GB = 1e9;
  private static final String PACKED = ".rung-packed";
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final Path cache;
  private final InstantSource clock;
  private final Optional<Path> libtorch;
  private final LongSupplier freeMemory;

  /**
   * @param cache folder where the engines' libraries are unpacked, once for each version, and where
   *     packed weights lie that cannot lie beside their checkpoint
   * @param clock for chat templates that tell the model what day it is
   */
  public LocalRuntime(Path cache, InstantSource clock) {
    this(cache, clock, Optional.empty());
  }

  /**
   * @param cache folder where the engine's libraries are unpacked, once for each version
   * @param clock for chat templates that tell the model what day it is
   * @param libtorch folder of a libtorch of this machine that was built for its GPU: what the
   *     environment names in PYTORCH_LIBRARY_PATH
   */
  public LocalRuntime(Path cache, InstantSource clock, Optional<Path> libtorch) {
    this(cache, clock, libtorch, FreeMemory::bytes);
  }

  /**
   * @param freeMemory bytes that may still be taken
   */
  LocalRuntime(Path cache, InstantSource clock, Optional<Path> libtorch, LongSupplier freeMemory) {
    this.cache = cache;
    this.clock = clock;
    this.libtorch = libtorch;
    this.freeMemory = freeMemory;
  }

  /**
   * Reads a folder as Hugging Face's hub has it into memory.
   *
   * @throws InferenceException when it is damaged or not supported, or when memory runs out
   */
  public LocalModel load(Path folder, LoadOptions options) throws InferenceException {
    Checkpoint checkpoint = Checkpoint.read(folder);
    Device device = start(options);
    ChosenPrecision chosen = choose(checkpoint, device, options);
    String architecture = checkpoint.config().architecture();
    ModelInfo info = new ModelInfo(architecture, checkpoint.config().contextWindow());
    Tokenizer tokenizer = Tokenizer.read(folder, checkpoint.config().vocabulary());
    boolean loaded = false;
    try {
      Prompts prompts = Prompts.read(folder, tokenizer, architecture, clock);
      Decoder decoder = decoder(checkpoint, device, chosen, options);
      LocalModel model =
          TextModel.start(
              info,
              decoder,
              tokenizer,
              prompts,
              prompts.endTokens(checkpoint.endTokens()),
              settings(options));
      loaded = true;
      return model;
    } finally {
      if (!loaded) {
        tokenizer.close();
      }
    }
  }

  /**
   * Reads what computes alone, without text around it: for callers that have tokens.
   *
   * @throws InferenceException as {@link #load} does
   */
  public Decoder loadDecoder(Path folder, LoadOptions options) throws InferenceException {
    Checkpoint checkpoint = Checkpoint.read(folder);
    Device device = start(options);
    ChosenPrecision chosen = choose(checkpoint, device, options);
    return decoder(checkpoint, device, chosen, options);
  }

  private Device start(LoadOptions options) throws InferenceException {
    if (options.precision().equals(Optional.of(Precision.INT4))) {
      if (options.device().equals(Optional.of(Device.GPU))) {
        throw new InferenceException(
            InferenceException.Reason.FAILED,
            "int4 is computed on the CPU only: choose another precision, or the CPU");
      }
      TorchEngine.prepare(cache);
      return Device.CPU;
    }
    return TorchEngine.start(
            new EngineSettings(cache, options.threads(), options.device(), libtorch))
        .device();
  }

  /** A precision in which the weights fit into memory. */
  ChosenPrecision choose(Checkpoint checkpoint, Device device, LoadOptions options)
      throws InferenceException {
    ChosenPrecision chosen =
        device == Device.GPU
            ? ChosenPrecision.onGpu(options.precision())
            : ChosenPrecision.of(options.precision(), CpuFeatures.here(), int8Loss(checkpoint));
    Optional<String> fault =
        chosen.precision() == Precision.INT4 ? OrtDecoder.fault(checkpoint) : Optional.empty();
    if (fault.isPresent()) {
      throw new InferenceException(InferenceException.Reason.FAILED, fault.get());
    }
    long needed = PackedSize.bytes(checkpoint, chosen.precision());
    long free = device == Device.GPU ? FreeMemory.ofGpu() : freeMemory.getAsLong();
    if (needed > free) {
      // A wrong size in the configuration is no lack of memory.
      WeightMap.of(checkpoint.config()).check(checkpoint.tensors());
      throw new InferenceException(
          InferenceException.Reason.OUT_OF_MEMORY,
          String.format(
              Locale.ROOT,
              "the weights take %.1f GB in %s, and %.1f GB of memory are free",
              needed / GB,
              chosen.precision().label(),
              free / GB));
    }
    LOG.atInfo()
        .addKeyValue("checkpoint", checkpoint.folder().getFileName())
        .addKeyValue("device", device)
        .addKeyValue("precision", chosen.precision().label())
        .addKeyValue("because", chosen.reason())
        .addKeyValue("bytes", needed)
        .log("weights are to be read");
    return chosen;
  }

  /** What was measured of this checkpoint; a record that cannot be read holds up nobody. */
  private static OptionalDouble int8Loss(Checkpoint checkpoint) {
    try {
      return MeasuredPerplexity.of(checkpoint)
          .map(measured -> measured.loss(Precision.INT8, Precision.BF16))
          .orElseGet(OptionalDouble::empty);
    } catch (InferenceException unreadable) {
      LOG.atWarn()
          .addKeyValue("checkpoint", checkpoint.folder().getFileName())
          .addKeyValue("fault", unreadable.getMessage())
          .log("measured perplexity is not taken into account");
      return OptionalDouble.empty();
    }
  }

  private Decoder decoder(
      Checkpoint checkpoint, Device device, ChosenPrecision chosen, LoadOptions options)
      throws InferenceException {
    if (chosen.precision() == Precision.INT4) {
      return OrtDecoder.load(
          checkpoint,
          OrtSettings.int4(cache, options.threads(), options.maxSequences()),
          packedCache(checkpoint, options),
          options.cacheBytes());
    }
    return TorchDecoder.load(
        checkpoint, chosen.precision(), device, options.cacheBytes(), options.threads());
  }

  /** Beside the checkpoint, so that it goes with it; where that cannot be written, in the cache. */
  private PackedCache packedCache(Checkpoint checkpoint, LoadOptions options) {
    return new PackedCache(
        packedFolders(checkpoint.folder(), cache),
        Path.of(System.getProperty("java.io.tmpdir")),
        options.threads());
  }

  /**
   * Where packed weights of a checkpoint lie, if any do.
   *
   * @param cache as a runtime has it
   */
  public static List<Path> packedFolders(Path checkpoint, Path cache) {
    Path folder = checkpoint.toAbsolutePath().normalize();
    String name = folder.getFileName() + "-" + Integer.toHexString(folder.toString().hashCode());
    return List.of(folder.resolve(PACKED), cache.resolve("packed").resolve(name));
  }

  private static DecodingSettings settings(LoadOptions options) {
    return new DecodingSettings(
        options.maxSequences(),
        options.maxWaiting(),
        options.prefillTokens(),
        options.cacheBytes(),
        true,
        DRAFT_TOKENS,
        DecodingSettings.TIDY_AFTER,
        CLOSE_LIMIT);
  }
}
