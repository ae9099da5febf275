package dev.rung.bench.local;

import dev.rung.bench.checkpoint.CheckpointMaker;
import dev.rung.bench.checkpoint.ModelShape;
import dev.rung.bench.gguf.GgufModel;
import dev.rung.bench.gguf.GgufType;
import dev.rung.bench.local.ModelRounds.Beside;
import dev.rung.bench.local.ModelRounds.Round;
import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.weights.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Questions: how fast are models of full size in this process, beside llama.cpp with weights of as
 * many bits, how near is that to what the memory can deliver, and how much memory does it take?
 *
 * <p>Random weights are made at the start and deleted at the end. Each round is one process of ours
 * and then llama.cpp's, never both at once.
 */
public final class LocalModels {
  public static final String USAGE = LocalModelOptions.USAGE;
  private static final long SEED = 1;

  private final LocalModelOptions options;
  private final Optional<LlamaCpp> llama;
  private final WorkFolder work;
  private final Consumer<String> out;

  private LocalModels(
      LocalModelOptions options, Optional<LlamaCpp> llama, WorkFolder work, Consumer<String> out) {
    this.options = options;
    this.llama = llama;
    this.work = work;
    this.out = out;
  }

  /**
   * Measures and prints.
   *
   * @param project folder of the repository
   * @return false when the arguments are wrong
   */
  public static boolean run(List<String> arguments, Path project, Consumer<String> out)
      throws IOException, InterruptedException {
    LocalModelOptions options;
    Optional<LlamaCpp> llama;
    try {
      options = LocalModelOptions.parse(arguments);
      llama = LlamaCpp.find(options.llama(), project);
    } catch (IllegalArgumentException e) {
      out.accept(e.getMessage());
      out.accept("usage: " + USAGE);
      return false;
    }
    if (llama.isEmpty()) {
      out.accept("nothing to compare with: bench/llama-cpp builds llama.cpp, or name it: --llama");
    }
    try (WorkFolder work = WorkFolder.make(options.folder(), project)) {
      LocalModels models = new LocalModels(options, llama, work, out);
      for (ModelShape shape : options.shapes()) {
        models.measure(shape);
      }
    }
    return true;
  }

  private void measure(ModelShape shape) throws IOException, InterruptedException {
    Path checkpoint = work.path().resolve(shape.name());
    work.need(shape.bytes());
    CheckpointMaker.make(checkpoint, shape, SEED, CheckpointMaker.SHARD_BYTES);
    for (Precision precision : options.precisions()) {
      measure(shape, precision, checkpoint);
    }
    WorkFolder.delete(checkpoint);
  }

  private void measure(ModelShape shape, Precision precision, Path checkpoint)
      throws IOException, InterruptedException {
    Path file = work.path().resolve(shape.name() + ".gguf");
    String title =
        "%s, %d layers, %s, %d threads"
            .formatted(shape.name(), shape.layers(), precision.label(), options.threads());
    try {
      Optional<Beside> beside = beside(shape, precision, file);
      ModelRounds rounds = new ModelRounds(checkpoint, precision.name(), options.threads(), beside);
      List<Round> done = rounds.run(options.rounds());
      String against = beside.map(other -> " beside " + other.type()).orElse("");
      Footprint footprint = Footprint.of(Checkpoint.read(checkpoint), precision);
      new ModelTable(title + against, footprint, done).print(out);
    } catch (RefusedException | InferenceException e) {
      out.accept("");
      out.accept(title + ": " + e.getMessage());
    } finally {
      WorkFolder.delete(file);
    }
  }

  private Optional<Beside> beside(ModelShape shape, Precision precision, Path file)
      throws IOException {
    int bits = Footprint.bits(precision);
    Optional<GgufType> type =
        Stream.of(GgufType.values()).filter(each -> each.bits() == bits).findFirst();
    if (llama.isEmpty() || type.isEmpty()) {
      return Optional.empty();
    }
    work.need(shape.bytes() * bits / Short.SIZE);
    GgufModel.write(file, shape, SEED, type.get());
    return Optional.of(new Beside(llama.get(), file, type.get()));
  }
}
