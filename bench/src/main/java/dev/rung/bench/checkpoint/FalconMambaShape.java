package dev.rung.bench.checkpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A model of {@code FalconMambaForCausalLM}.
 *
 * @param inner width inside a mixer
 * @param state numbers of state per inner channel
 * @param convolution taps of the convolution
 * @param rank of the projection of the time step
 */
public record FalconMambaShape(
    int vocabulary, int hidden, int inner, int layers, int state, int convolution, int rank)
    implements ModelShape {
  static final String NAME = "falcon-mamba";
  public static final FalconMambaShape SEVEN_BILLION =
      new FalconMambaShape(65_024, 4_096, 8_192, 64, 16, 4, 256);

  /** What a layer adds, beside an embedding of 1. */
  private static final double ADDED = 0.02;

  /** Softplus of it is a time step of about 0.05. */
  private static final float STEP_BIAS = -3;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FalconMambaShape withLayers(int other) {
    return new FalconMambaShape(vocabulary, hidden, inner, other, state, convolution, rank);
  }

  @Override
  public List<RandomTensor> tensors(long seed) {
    List<RandomTensor> all = new ArrayList<>();
    Noise embedding = Noise.named(seed, "backbone.embeddings.weight", 1);
    all.add(RandomTensor.of("backbone.embeddings.weight", embedding, vocabulary, hidden));
    for (int layer = 0; layer < layers; layer++) {
      layer(all, "backbone.layers." + layer + ".", seed);
    }
    all.add(RandomTensor.of("backbone.norm_f.weight", Values.constant(1), hidden));
    Values head = Succession.shifted(embedding, hidden, (float) (1 / Math.sqrt(hidden)));
    all.add(RandomTensor.of("lm_head.weight", head, vocabulary, hidden));
    return all;
  }

  private void layer(List<RandomTensor> all, String prefix, long seed) {
    String mixer = prefix + "mixer.";
    all.add(RandomTensor.of(prefix + "norm.weight", Values.constant(1), hidden));
    all.add(RandomTensor.of(mixer + "A_log", this::decayLogs, inner, state));
    all.add(RandomTensor.of(mixer + "D", Values.constant(1), inner));
    all.add(noise(mixer + "conv1d.weight", 0.5, seed, inner, 1, convolution));
    all.add(noise(mixer + "conv1d.bias", 0.02, seed, inner));
    all.add(noise(mixer + "in_proj.weight", 1 / Math.sqrt(hidden), seed, 2L * inner, hidden));
    all.add(noise(mixer + "x_proj.weight", 1 / Math.sqrt(inner), seed, rank + 2L * state, inner));
    all.add(noise(mixer + "dt_proj.weight", 0.5 / Math.sqrt(rank), seed, inner, rank));
    all.add(RandomTensor.of(mixer + "dt_proj.bias", Values.constant(STEP_BIAS), inner));
    all.add(noise(mixer + "out_proj.weight", ADDED / Math.sqrt(inner), seed, hidden, inner));
  }

  /** Decays of 1, 2, 3 and so on, as these models begin their training. */
  private void decayLogs(long first, float[] into) {
    for (int i = 0; i < into.length; i++) {
      int index = (int) ((first + i) % state);
      into[i] = Bfloat16.rounded((float) Math.log(1.0 + index));
    }
  }

  private static RandomTensor noise(String name, double scale, long seed, long... shape) {
    return RandomTensor.of(name, Noise.named(seed, name, scale), shape);
  }

  @Override
  public void writeConfig(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("architectures");
    json.writeString("FalconMambaForCausalLM");
    json.writeEndArray();
    json.writeStringField("model_type", "falcon_mamba");
    json.writeStringField("torch_dtype", "bfloat16");
    json.writeNumberField("vocab_size", vocabulary);
    json.writeNumberField("hidden_size", hidden);
    json.writeNumberField("intermediate_size", inner);
    json.writeNumberField("num_hidden_layers", layers);
    json.writeNumberField("state_size", state);
    json.writeNumberField("conv_kernel", convolution);
    json.writeNumberField("time_step_rank", rank);
    json.writeNumberField("layer_norm_epsilon", 1e-5);
    json.writeNumberField("mixer_rms_eps", 1e-6);
    json.writeStringField("hidden_act", "silu");
    json.writeBooleanField("use_bias", false);
    json.writeBooleanField("use_conv_bias", true);
    json.writeBooleanField("tie_word_embeddings", false);
    json.writeNumberField("bos_token_id", PairTokenizer.END_TOKEN);
    json.writeNumberField("eos_token_id", PairTokenizer.END_TOKEN);
  }
}
