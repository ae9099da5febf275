package dev.rung.local.program;

import ai.djl.engine.EngineException;
import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import java.util.List;
import java.util.regex.Pattern;

/** What libtorch's errors mean. */
final class Failures {
  /** Words of libtorch's allocators for CPU and CUDA. */
  private static final Pattern NO_MEMORY =
      Pattern.compile("can't allocate memory|not enough memory|out of memory|bad_alloc");

  private Failures() {}

  /** The error without the stack of script lines around it. */
  static InferenceException of(EngineException thrown) {
    String text = String.valueOf(thrown.getMessage());
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    String essence =
        lines.stream()
            .filter(line -> line.contains("Error: "))
            .reduce((first, second) -> second)
            .orElse(lines.isEmpty() ? "no reason given" : lines.getLast());
    return NO_MEMORY.matcher(text).find()
        ? new InferenceException(
            Reason.OUT_OF_MEMORY,
            "libtorch has no memory: " + essence + "; fewer or shorter answers at once need less")
        : new InferenceException(Reason.FAILED, "libtorch failed: " + essence);
  }
}
