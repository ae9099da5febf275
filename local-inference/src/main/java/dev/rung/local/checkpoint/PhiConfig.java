package dev.rung.local.checkpoint;

import dev.rung.local.InferenceException;
import java.util.OptionalDouble;

/**
 * A Phi decoder ({@code PhiForCausalLM}: Phi-1, Phi-1.5, Phi-2).
 *
 * <p>Source: {@code configuration_phi.py} and {@code modeling_phi.py} of transformers.
 *
 * @param vocabulary rows of the embedding; may be more than the tokenizer has
 * @param hidden width of the residual stream
 * @param inner width between the two layers of a block's feed-forward part
 * @param keyValueHeads heads of keys and values, which {@code heads} share evenly
 * @param rotary how many dimensions of each head are rotated by position
 * @param theta base of the rotary frequencies
 * @param epsilon of the layer norms
 * @param normalizedHeads whether queries and keys pass a layer norm before rotation
 * @param tied whether the output layer is the embedding
 */
public record PhiConfig(
    int vocabulary,
    int hidden,
    int inner,
    int layers,
    int heads,
    int keyValueHeads,
    int rotary,
    double theta,
    RopeScaling scaling,
    double epsilon,
    int contextWindow,
    boolean normalizedHeads,
    boolean tied)
    implements ModelConfig {
  static final String ARCHITECTURE = "PhiForCausalLM";

  /** Dimensions of one head. */
  public int headSize() {
    return hidden / heads;
  }

  @Override
  public String architecture() {
    return ARCHITECTURE;
  }

  static PhiConfig read(ConfigFile file) throws InferenceException {
    String activation = file.text("hidden_act").orElse("gelu_new");
    if (!activation.equals("gelu_new") && !activation.equals("gelu_pytorch_tanh")) {
      throw file.fault("hidden_act", "must be gelu_new, not " + activation);
    }
    int hidden = file.count("hidden_size", 2_048);
    int heads = file.count("num_attention_heads", 32);
    if (hidden % heads != 0) {
      throw file.fault("num_attention_heads", "must divide hidden_size evenly: " + hidden);
    }
    int headSize = hidden / heads;
    int keyValueHeads = file.optionalCount("num_key_value_heads").orElse(heads);
    if (heads % keyValueHeads != 0) {
      throw file.fault("num_key_value_heads", "must divide num_attention_heads evenly: " + heads);
    }
    int window = file.optionalCount("max_position_embeddings").orElse(2048);
    Rope rope = Rope.read(file, window, OptionalDouble.of(0.5));
    int rotary = (int) (headSize * rope.share());
    if (rotary % 2 != 0) {
      throw file.fault(
          "partial_rotary_factor",
          "must turn an even number of a head's " + headSize + " dimensions, not " + rotary);
    }
    return new PhiConfig(
        file.count("vocab_size", 51_200),
        hidden,
        file.count("intermediate_size", 8_192),
        file.layers(24),
        heads,
        keyValueHeads,
        rotary,
        rope.theta(),
        rope.scaling(),
        file.positive("layer_norm_eps", 1e-5),
        window,
        file.flag("qk_layernorm", false),
        file.flag("tie_word_embeddings", false));
  }
}
