package dev.rung.local.weights;

import dev.rung.local.checkpoint.FalconMambaConfig;
import dev.rung.local.weights.WeightMap.Outputs;

/**
 * The tensors of {@code FalconMambaForCausalLM}. Source: {@code modeling_falcon_mamba.py} of
 * transformers.
 */
final class FalconMambaWeights {
  private FalconMambaWeights() {}

  static WeightMap of(FalconMambaConfig config) {
    WeightMap.Builder map = new WeightMap.Builder();
    for (int layer = 0; layer < config.layers(); layer++) {
      block(map.layer(layer, "backbone.layers." + layer + "."), config);
    }
    String embedding = config.embedding();
    return map.model()
        .table("embedding", embedding + ".weight", config.vocabulary(), config.hidden())
        .plain("norm", "backbone.norm_f.weight", config.hidden())
        .head(
            false,
            config.hidden(),
            new Outputs(config.tied() ? embedding : "lm_head", config.vocabulary()))
        .build();
  }

  private static void block(WeightMap.Builder map, FalconMambaConfig config) {
    long inner = config.inner();
    long low = config.timeStepRank() + 2L * config.state();
    boolean bias = config.projectionBias();
    map.plain("norm", "norm.weight", config.hidden())
        .linear("in", bias, config.hidden(), new Outputs("mixer.in_proj", 2 * inner))
        .plain("convolution", "mixer.conv1d.weight", inner, 1, config.convolution())
        .fine("x", false, inner, new Outputs("mixer.x_proj", low))
        .fine("dt", true, config.timeStepRank(), new Outputs("mixer.dt_proj", inner))
        .plain("decay", "mixer.A_log", inner, config.state())
        .plain("skip", "mixer.D", inner)
        .linear("out", bias, inner, new Outputs("mixer.out_proj", config.hidden()));
    if (config.convolutionBias()) {
      map.plain("convolution.bias", "mixer.conv1d.bias", inner);
    }
  }
}
