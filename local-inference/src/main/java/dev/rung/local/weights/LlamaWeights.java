package dev.rung.local.weights;

import dev.rung.local.checkpoint.LlamaConfig;
import dev.rung.local.weights.WeightMap.Outputs;

/**
 * The tensors of {@code LlamaForCausalLM} and {@code MistralForCausalLM}. Source: {@code
 * modeling_llama.py} of transformers.
 */
final class LlamaWeights {
  private LlamaWeights() {}

  static WeightMap of(LlamaConfig config) {
    WeightMap.Builder map = new WeightMap.Builder();
    for (int layer = 0; layer < config.layers(); layer++) {
      block(map.layer(layer, "model.layers." + layer + "."), config);
    }
    String embedding = config.embedding();
    return map.model()
        .table("embedding", embedding + ".weight", config.vocabulary(), config.hidden())
        .plain("norm", "model.norm.weight", config.hidden())
        .head(
            false,
            config.hidden(),
            new Outputs(config.tied() ? embedding : "lm_head", config.vocabulary()))
        .build();
  }

  private static void block(WeightMap.Builder map, LlamaConfig config) {
    long hidden = config.hidden();
    long own = (long) config.heads() * config.headSize();
    long shared = (long) config.keyValueHeads() * config.headSize();
    boolean feedForwardBias = config.feedForwardBias();
    map.plain("attention_norm", "input_layernorm.weight", hidden)
        .linear(
            "qkv",
            config.attentionBias(),
            hidden,
            new Outputs("self_attn.q_proj", own),
            new Outputs("self_attn.k_proj", shared),
            new Outputs("self_attn.v_proj", shared))
        .linear("dense", config.attentionBias(), own, new Outputs("self_attn.o_proj", hidden))
        .plain("norm", "post_attention_layernorm.weight", hidden)
        .linear(
            "gate_up",
            feedForwardBias,
            hidden,
            new Outputs("mlp.gate_proj", config.inner()),
            new Outputs("mlp.up_proj", config.inner()))
        .linear("down", feedForwardBias, config.inner(), new Outputs("mlp.down_proj", hidden));
  }
}
