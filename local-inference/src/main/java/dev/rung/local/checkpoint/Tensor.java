package dev.rung.local.checkpoint;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a tensor of a checkpoint lies, and what it is.
 *
 * @param shape its dimensions, outermost first; empty for a single number
 * @param offset of its first byte in the file
 * @param bytes that it takes
 */
public record Tensor(
    String name, DataType type, List<Long> shape, Path file, long offset, long bytes) {
  public Tensor {
    shape = List.copyOf(shape);
  }

  /** How many numbers it holds. */
  public long elements() {
    return bytes / type.bytes();
  }
}
