package dev.rung.server.provider.local;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.graph.OrtDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether a checkpoint can run in this process, as its small files tell: configuration and headers,
 * no weights.
 *
 * @param fault why it cannot run here
 * @param checkpoint what the files say; absent where they say nothing that could run
 */
public record Suitability(Optional<String> fault, Optional<Checkpoint> checkpoint) {
  private static final String TOKENIZER = "tokenizer.json";

  /** Reads the small files; milliseconds. */
  public static Suitability of(Path folder) {
    try {
      Checkpoint checkpoint = Checkpoint.read(folder);
      Optional<String> fault =
          Files.isRegularFile(folder.resolve(TOKENIZER))
              ? Optional.empty()
              : Optional.of(folder.getFileName() + " has no " + TOKENIZER);
      return new Suitability(fault, Optional.of(checkpoint));
    } catch (InferenceException refused) {
      return new Suitability(Optional.of(String.valueOf(refused.getMessage())), Optional.empty());
    }
  }

  /** Why it cannot run in int4; empty where it can, or where the files say nothing. */
  public Optional<String> faultInInt4() {
    return checkpoint.flatMap(OrtDecoder::fault);
  }

  /** Tokens of input and output together; absent where the checkpoint is. */
  public OptionalInt contextWindow() {
    return checkpoint
        .map(read -> OptionalInt.of(read.config().contextWindow()))
        .orElseGet(OptionalInt::empty);
  }
}
