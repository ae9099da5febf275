package dev.rung.local.checkpoint;

import dev.rung.local.InferenceException;
import java.util.List;
import java.util.Optional;

/**
 * A Falcon Mamba decoder ({@code FalconMambaForCausalLM}): Mamba blocks whose B, C and time step
 * pass a norm without weights.
 *
 * <p>Source: {@code configuration_falcon_mamba.py} and {@code modeling_falcon_mamba.py} of
 * transformers.
 *
 * @param vocabulary rows of the embedding; may be more than the tokenizer has
 * @param hidden width of the residual stream
 * @param inner width inside a mixer
 * @param state numbers of state per inner channel
 * @param convolution taps of the causal convolution
 * @param timeStepRank width of the low-rank projection of the time step
 * @param epsilon of the norms between blocks
 * @param mixerEpsilon of the norms inside a mixer
 * @param projectionBias whether the projections in and out have biases
 * @param convolutionBias whether the convolution has one
 * @param tied whether the output layer is the embedding
 */
public record FalconMambaConfig(
    int vocabulary,
    int hidden,
    int inner,
    int layers,
    int state,
    int convolution,
    int timeStepRank,
    double epsilon,
    double mixerEpsilon,
    boolean projectionBias,
    boolean convolutionBias,
    boolean tied)
    implements ModelConfig {
  static final String ARCHITECTURE = "FalconMambaForCausalLM";

  /** A state has no window; longer inputs than in training only lose quality. */
  private static final int TRAINED_LENGTH = 8_192;

  private static final int RANK_SHARE = 16;

  /** Keys about how weights began and which kernels the library used: nothing to inference. */
  private static final List<String> INITIALIZATION =
      List.of(
          "rescale_prenorm_residual",
          "residual_in_fp32",
          "time_step_floor",
          "time_step_init_scheme",
          "time_step_max",
          "time_step_min",
          "time_step_scale",
          "use_associative_scan",
          "use_falcon_mambapy",
          "use_mambapy");

  @Override
  public String architecture() {
    return ARCHITECTURE;
  }

  @Override
  public String embedding() {
    return "backbone.embeddings";
  }

  @Override
  public int contextWindow() {
    return TRAINED_LENGTH;
  }

  static FalconMambaConfig read(ConfigFile file) throws InferenceException {
    // Versions of the library differ in where they compute another one.
    Activation.read(file, Activation.SILU, List.of(Activation.SILU));
    int hidden = file.count("hidden_size", 768);
    Optional<Integer> inner = file.optionalCount("intermediate_size");
    int expand = file.optionalCount("expand").orElse(2);
    for (String initialization : INITIALIZATION) {
      file.take(initialization);
    }
    return new FalconMambaConfig(
        file.count("vocab_size", 50_280),
        hidden,
        inner.orElse((int) Math.min(Integer.MAX_VALUE, (long) expand * hidden)),
        file.layers(32),
        file.optionalCount("state_size").orElse(16),
        file.optionalCount("conv_kernel").orElse(4),
        timeStepRank(file, hidden),
        file.positive("layer_norm_epsilon", 1e-5),
        file.positive("mixer_rms_eps", 1e-6),
        file.flag("use_bias", false),
        file.flag("use_conv_bias", true),
        file.flag("tie_word_embeddings", true));
  }

  private static int timeStepRank(ConfigFile file, int hidden) throws InferenceException {
    Optional<Json> rank = file.take("time_step_rank");
    if (rank.isEmpty() || rank.get().equals(new Json.Text("auto"))) {
      return Math.ceilDiv(hidden, RANK_SHARE);
    }
    return file.count("time_step_rank");
  }
}
