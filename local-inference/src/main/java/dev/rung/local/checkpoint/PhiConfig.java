package dev.rung.local.checkpoint;

import dev.rung.local.InferenceException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    int hidden = file.count("hidden_size");
    int heads = file.count("num_attention_heads");
    if (hidden % heads != 0) {
      throw file.fault("num_attention_heads", "must divide hidden_size evenly: " + hidden);
    }
    int keyValueHeads = file.optionalCount("num_key_value_heads").orElse(heads);
    if (heads % keyValueHeads != 0) {
      throw file.fault("num_key_value_heads", "must divide num_attention_heads evenly: " + heads);
    }
    Rotation rotation = Rotation.read(file);
    return new PhiConfig(
        file.count("vocab_size"),
        hidden,
        file.count("intermediate_size"),
        file.count("num_hidden_layers"),
        heads,
        keyValueHeads,
        rotation.dimensions(hidden / heads),
        rotation.theta(),
        file.positive("layer_norm_eps", 1e-5),
        file.optionalCount("max_position_embeddings").orElse(2048),
        file.flag("qk_layernorm", false),
        file.flag("tie_word_embeddings", false));
  }

  /** What the rotary embedding is given, in the keys of either major version of transformers. */
  private record Rotation(double theta, double share) {
    static Rotation read(ConfigFile file) throws InferenceException {
      double theta = file.positive("rope_theta", 10_000);
      double share = file.positive("partial_rotary_factor", 0.5);
      refuseScaling(file.section("rope_scaling"));
      Optional<ConfigFile> parameters = file.section("rope_parameters");
      refuseScaling(parameters);
      if (parameters.isPresent()) {
        theta = parameters.get().positive("rope_theta", theta);
        share = parameters.get().positive("partial_rotary_factor", share);
        parameters.get().refuseOthers(Set.of());
      }
      if (share > 1) {
        throw file.fault("partial_rotary_factor", "must be at most 1, not " + share);
      }
      return new Rotation(theta, share);
    }

    private static void refuseScaling(Optional<ConfigFile> section) throws InferenceException {
      if (section.isEmpty()) {
        return;
      }
      for (String key : List.of("rope_type", "type")) {
        String type = section.get().text(key).orElse("default");
        if (!type.equals("default")) {
          throw section.get().fault(key, "must be default for this model, not " + type);
        }
      }
    }

    int dimensions(int headSize) {
      return (int) (headSize * share);
    }
  }
}
