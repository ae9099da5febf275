package dev.rung.local.weights;

import dev.rung.local.checkpoint.PhiConfig;
import dev.rung.local.weights.WeightMap.Outputs;

/** The tensors of {@code PhiForCausalLM}. Source: {@code modeling_phi.py} of transformers. */
final class PhiWeights {
  private PhiWeights() {}

  static WeightMap of(PhiConfig config) {
    WeightMap.Builder map = new WeightMap.Builder();
    for (int layer = 0; layer < config.layers(); layer++) {
      block(map.layer(layer, "model.layers." + layer + "."), config);
    }
    map.model()
        .table("embedding", config.embedding() + ".weight", config.vocabulary(), config.hidden())
        .norm("norm", "model.final_layernorm", config.hidden());
    if (config.tied()) {
      return map.head(false, config.hidden(), new Outputs(config.embedding(), config.vocabulary()))
          .plain("head.bias", "lm_head.bias", config.vocabulary())
          .build();
    }
    return map.head(true, config.hidden(), new Outputs("lm_head", config.vocabulary())).build();
  }

  private static void block(WeightMap.Builder map, PhiConfig config) {
    long hidden = config.hidden();
    long own = (long) config.heads() * config.headSize();
    long shared = (long) config.keyValueHeads() * config.headSize();
    map.norm("norm", "input_layernorm", hidden)
        .linear(
            "qkv",
            true,
            hidden,
            new Outputs("self_attn.q_proj", own),
            new Outputs("self_attn.k_proj", shared),
            new Outputs("self_attn.v_proj", shared))
        .linear("dense", true, own, new Outputs("self_attn.dense", hidden))
        .linear("fc1", true, hidden, new Outputs("mlp.fc1", config.inner()))
        .linear("fc2", true, config.inner(), new Outputs("mlp.fc2", hidden));
    if (config.normalizedHeads()) {
      map.norm("q_norm", "self_attn.q_layernorm", config.headSize())
          .norm("k_norm", "self_attn.k_layernorm", config.headSize());
    }
  }
}
