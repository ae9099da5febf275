package dev.rung.local.graph;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.checkpoint.FalconMambaConfig;
import dev.rung.local.checkpoint.LlamaConfig;
import dev.rung.local.checkpoint.ModelConfig;
import dev.rung.local.checkpoint.PhiConfig;
import java.util.Optional;

/** What one architecture adds to what all graphs share. */
sealed interface GraphArchitecture permits LlamaGraph, PhiGraph {

  AttentionShape attention();

  /**
   * Adds all layers.
   *
   * @param embedded the embeddings, [1, rows, hidden]
   * @return what goes into the output layer, of the same shape
   */
  String layers(DecoderGraph graph, String embedded);

  /**
   * The architecture of a configuration.
   *
   * @throws InferenceException when it has no graph
   */
  static GraphArchitecture of(ModelConfig config) throws InferenceException {
    Optional<String> fault = fault(config);
    if (fault.isPresent()) {
      throw new InferenceException(Reason.FAILED, fault.get());
    }
    return switch (config) {
      case PhiConfig phi -> new PhiGraph(phi);
      case LlamaConfig llama -> new LlamaGraph(llama);
      case FalconMambaConfig mamba -> throw new IllegalStateException(mamba.architecture());
    };
  }

  /** Why a configuration has no graph. */
  static Optional<String> fault(ModelConfig config) {
    return switch (config) {
      case PhiConfig phi when phi.normalizedHeads() -> refusal("Phi with qk_layernorm");
      case FalconMambaConfig mamba -> refusal(mamba.architecture());
      case PhiConfig _, LlamaConfig _ -> Optional.empty();
    };
  }

  private static Optional<String> refusal(String what) {
    return Optional.of(
        what + " cannot be computed in int4; choose another precision, such as int8 or bf16");
  }
}
