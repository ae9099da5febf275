package dev.rung.local.graph;

import ai.onnxruntime.OrtException;
import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import java.util.regex.Pattern;

/** What ONNX Runtime's errors mean. */
final class OrtFailures {
  /** Words of its allocators and of the C++ library. */
  private static final Pattern NO_MEMORY =
      Pattern.compile("(?i)bad_alloc|failed to allocate|out of memory|not enough memory");

  private OrtFailures() {}

  static InferenceException of(OrtException thrown) {
    String text = String.valueOf(thrown.getMessage());
    return NO_MEMORY.matcher(text).find()
        ? new InferenceException(Reason.OUT_OF_MEMORY, "ONNX Runtime has no memory: " + text)
        : new InferenceException(Reason.FAILED, "ONNX Runtime failed: " + text);
  }
}
