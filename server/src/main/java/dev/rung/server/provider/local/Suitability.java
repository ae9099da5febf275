package dev.rung.server.provider.local;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.weights.Precision;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether a checkpoint can run in this process, as its small files tell: configuration and headers,
 * no weights.
 *
 * @param fault why it cannot run here
 * @param contextWindow tokens of input and output together; absent with a fault
 */
public record Suitability(Optional<String> fault, OptionalInt contextWindow) {

  /** The precisions that models can run in here, by their configured names. */
  public static List<String> precisions() {
    return Arrays.stream(Precision.values()).map(p -> p.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** Reads the small files; milliseconds. */
  public static Suitability of(Path folder) {
    try {
      Checkpoint checkpoint = Checkpoint.read(folder);
      return new Suitability(Optional.empty(), OptionalInt.of(checkpoint.config().contextWindow()));
    } catch (InferenceException refused) {
      return new Suitability(
          Optional.of(String.valueOf(refused.getMessage())), OptionalInt.empty());
    }
  }
}
