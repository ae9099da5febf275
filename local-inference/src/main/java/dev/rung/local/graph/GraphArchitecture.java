package dev.rung.local.graph;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.checkpoint.FalconMambaConfig;
import dev.rung.local.checkpoint.LlamaConfig;
import dev.rung.local.checkpoint.ModelConfig;
import dev.rung.local.checkpoint.PhiConfig;

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
    return switch (config) {
      case PhiConfig phi when phi.normalizedHeads() -> throw refused("Phi with qk_layernorm");
      case PhiConfig phi -> new PhiGraph(phi);
      case LlamaConfig llama -> new LlamaGraph(llama);
      case FalconMambaConfig mamba -> throw refused(mamba.architecture());
    };
  }

  private static InferenceException refused(String what) {
    return new InferenceException(
        Reason.FAILED,
        what + " cannot be computed at int4; choose another precision, such as int8 or bf16");
  }
}
