package dev.rung.local.program;

import dev.rung.local.checkpoint.RopeScaling;
import dev.rung.local.checkpoint.Rotation;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the part {@code attention.py} asks for.
 *
 * @param turned dimensions of each head that turn with the position
 * @param slidingWindow positions that a token attends to; 0 for all
 */
record AttentionNumbers(
    int layers,
    int heads,
    int keyValueHeads,
    int headSize,
    int turned,
    double theta,
    RopeScaling scaling,
    int slidingWindow) {

  /** As functions of a program, by name. */
  Map<String, Object> functions(Target target) {
    Map<String, Object> functions = new LinkedHashMap<>();
    functions.put("layers", layers);
    functions.put("heads", heads);
    functions.put("key_value_heads", keyValueHeads);
    functions.put("head_size", headSize);
    functions.put("attention_scale", 1 / Math.sqrt(headSize));
    functions.put("frequencies", Rotation.frequencies(turned, theta, scaling));
    functions.put("rotation_scale", Rotation.strength(scaling));
    functions.put("sliding_window", slidingWindow);
    functions.put("memory_type", target.memoryType());
    return functions;
  }

  /** Bytes of keys and values of so many positions. */
  long bytes(int positions, Target target) {
    return 2L * layers * keyValueHeads * headSize * positions * target.memoryBytes();
  }
}
