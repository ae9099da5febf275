package dev.rung.local.program;

import dev.rung.local.checkpoint.FalconMambaConfig;
import dev.rung.local.checkpoint.LlamaConfig;
import dev.rung.local.checkpoint.ModelConfig;
import dev.rung.local.checkpoint.PhiConfig;
import java.util.List;
import java.util.Map;

/** What one architecture adds to what all programs share. */
interface Architecture {

  /** Resources with its functions: memory of sequences, weights, layers. */
  List<String> parts(Target target);

  /** What the parts ask for by name. */
  Map<String, Object> numbers(Target target);

  Recall recall();

  /** Bytes that the memory of a sequence with room for so many tokens takes. */
  long sequenceBytes(int capacity, Target target);

  /** The architecture of a configuration. */
  static Architecture of(ModelConfig config) {
    return switch (config) {
      case PhiConfig phi -> new PhiArchitecture(phi);
      case LlamaConfig llama -> new LlamaArchitecture(llama);
      case FalconMambaConfig mamba -> new FalconMambaArchitecture(mamba);
    };
  }
}
