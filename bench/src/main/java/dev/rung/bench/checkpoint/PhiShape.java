package dev.rung.bench.checkpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A model of {@code PhiForCausalLM}.
 *
 * @param rotary share of each head's dimensions that turn with the position
 */
public record PhiShape(
    int vocabulary, int hidden, int inner, int layers, int heads, double rotary, int window)
    implements ModelShape {
  static final String NAME = "phi2";
  public static final PhiShape PHI_2 = new PhiShape(51_200, 2_560, 10_240, 32, 32, 0.4, 2_048);

  /** What a layer adds, beside an embedding of 1. */
  private static final double ADDED = 0.02;

  private static final double BIAS = 0.02;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PhiShape withLayers(int other) {
    return new PhiShape(vocabulary, hidden, inner, other, heads, rotary, window);
  }

  /** Dimensions of each head that turn. */
  public int rotaryDimensions() {
    int headSize = hidden / heads;
    return (int) (rotary * headSize);
  }

  @Override
  public List<RandomTensor> tensors(long seed) {
    List<RandomTensor> all = new ArrayList<>();
    Noise embedding = Noise.named(seed, "model.embed_tokens.weight", 1);
    all.add(RandomTensor.of("model.embed_tokens.weight", embedding, vocabulary, hidden));
    for (int layer = 0; layer < layers; layer++) {
      String prefix = "model.layers." + layer + ".";
      norm(all, prefix + "input_layernorm", seed);
      for (String part : List.of("q_proj", "k_proj", "v_proj")) {
        linear(all, prefix + "self_attn." + part, hidden, hidden, 1, seed);
      }
      linear(all, prefix + "self_attn.dense", hidden, hidden, ADDED, seed);
      linear(all, prefix + "mlp.fc1", inner, hidden, 1, seed);
      linear(all, prefix + "mlp.fc2", hidden, inner, ADDED, seed);
    }
    norm(all, "model.final_layernorm", seed);
    Values head = Succession.shifted(embedding, hidden, (float) (1 / Math.sqrt(hidden)));
    all.add(RandomTensor.of("lm_head.weight", head, vocabulary, hidden));
    all.add(noise("lm_head.bias", BIAS, seed, vocabulary));
    return all;
  }

  private void norm(List<RandomTensor> all, String name, long seed) {
    all.add(RandomTensor.of(name + ".weight", Values.constant(1), hidden));
    all.add(noise(name + ".bias", BIAS, seed, hidden));
  }

  private static void linear(
      List<RandomTensor> all, String name, int outputs, int inputs, double gain, long seed) {
    all.add(noise(name + ".weight", gain / Math.sqrt(inputs), seed, outputs, inputs));
    all.add(noise(name + ".bias", gain * BIAS, seed, outputs));
  }

  private static RandomTensor noise(String name, double scale, long seed, long... shape) {
    return RandomTensor.of(name, Noise.named(seed, name, scale), shape);
  }

  @Override
  public void writeConfig(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("architectures");
    json.writeString("PhiForCausalLM");
    json.writeEndArray();
    json.writeStringField("model_type", "phi");
    json.writeStringField("torch_dtype", "bfloat16");
    json.writeNumberField("vocab_size", vocabulary);
    json.writeNumberField("hidden_size", hidden);
    json.writeNumberField("intermediate_size", inner);
    json.writeNumberField("num_hidden_layers", layers);
    json.writeNumberField("num_attention_heads", heads);
    json.writeNumberField("partial_rotary_factor", rotary);
    json.writeNumberField("rope_theta", 10_000.0);
    json.writeNumberField("layer_norm_eps", 1e-5);
    json.writeNumberField("max_position_embeddings", window);
    json.writeStringField("hidden_act", "gelu_new");
    json.writeBooleanField("tie_word_embeddings", false);
    json.writeNumberField("bos_token_id", PairTokenizer.END_TOKEN);
    json.writeNumberField("eos_token_id", PairTokenizer.END_TOKEN);
  }
}
