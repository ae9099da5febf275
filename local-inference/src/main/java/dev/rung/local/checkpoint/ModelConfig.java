package dev.rung.local.checkpoint;

/** What config.json says of a model that this module can compute. */
public sealed interface ModelConfig permits PhiConfig, FalconMambaConfig, LlamaConfig {

  /** As config.json names it, such as "PhiForCausalLM". */
  String architecture();

  /** Rows of the embedding: ids that the model knows. */
  int vocabulary();

  /** Tokens of input and output together. */
  int contextWindow();

  /** The embedding's name among the tensors, without what follows the last point. */
  default String embedding() {
    return "model.embed_tokens";
  }

  /** Whether the output layer is the embedding. */
  boolean tied();
}
