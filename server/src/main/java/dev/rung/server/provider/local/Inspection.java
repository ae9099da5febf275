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
 * What the small files of a checkpoint tell: configuration and headers, no weights.
 *
 * @param fault why it cannot run here
 * @param contextWindow tokens of input and output together; absent with a fault
 */
public record Inspection(Optional<String> fault, OptionalInt contextWindow) {

  /** The precisions that models can run in here, by their configured names. */
  public static List<String> precisions() {
    return Arrays.stream(Precision.values()).map(p -> p.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** Reads the small files; milliseconds. */
  public static Inspection of(Path folder) {
    try {
      Checkpoint checkpoint = Checkpoint.read(folder);
      return new Inspection(Optional.empty(), OptionalInt.of(checkpoint.config().contextWindow()));
    } catch (InferenceException refused) {
      return new Inspection(Optional.of(String.valueOf(refused.getMessage())), OptionalInt.empty());
    }
  }
}
