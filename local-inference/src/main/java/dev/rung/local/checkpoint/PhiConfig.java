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
 * @param headSize dimensions of one head; heads together need not have the hidden width
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
    int headSize,
    int rotary,
    double theta,
    RopeScaling scaling,
    double epsilon,
    Activation activation,
    int contextWindow,
    boolean normalizedHeads,
    boolean tied)
    implements ModelConfig {
  static final String ARCHITECTURE = "PhiForCausalLM";

  @Override
  public String architecture() {
    return ARCHITECTURE;
  }

  static PhiConfig read(ConfigFile file) throws InferenceException {
    int hidden = file.count("hidden_size", 2_048);
    int heads = file.count("num_attention_heads", 32);
    int keyValueHeads = file.optionalCount("num_key_value_heads").orElse(heads);
    if (heads % keyValueHeads != 0) {
      throw file.fault("num_key_value_heads", "must divide num_attention_heads evenly: " + heads);
    }
    int window = file.optionalCount("max_position_embeddings").orElse(2048);
    Rope rope = Rope.read(file, window, OptionalDouble.of(0.5));
    boolean normalizedHeads = file.flag("qk_layernorm", false);
    int headSize = headSize(file, hidden, heads, normalizedHeads);
    int rotary = (int) (headSize * rope.share());
    if (rotary % 2 != 0) {
      throw file.fault(
          "partial_rotary_factor",
          "must turn an even number of a head's " + headSize + " dimensions, not " + rotary);
    }
    rope.check(file, rotary);
    return new PhiConfig(
        file.count("vocab_size", 51_200),
        hidden,
        file.count("intermediate_size", 8_192),
        file.layers(24),
        heads,
        keyValueHeads,
        headSize,
        rotary,
        rope.theta(),
        rope.scaling(),
        file.positive("layer_norm_eps", 1e-5),
        Activation.read(file, Activation.GELU_TANH),
        rope.window(),
        normalizedHeads,
        file.flag("tie_word_embeddings", false));
  }

  /** The norms of queries and keys are as wide as the heads are where no size is written. */
  private static int headSize(ConfigFile file, int hidden, int heads, boolean normalizedHeads)
      throws InferenceException {
    int usual = hidden / heads;
    int size = file.optionalCount("head_dim").orElse(usual);
    if (size < 1) {
      throw file.fault("num_attention_heads", "must be at most hidden_size: " + hidden);
    }
    if (normalizedHeads && size != usual) {
      throw file.fault("head_dim", "must be " + usual + " with qk_layernorm, not " + size);
    }
    return size;
  }
}
