package dev.rung.local.checkpoint;

import dev.rung.local.InferenceException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A Llama decoder ({@code LlamaForCausalLM}: Llama 2 and 3, TinyLlama, CodeLlama) or one of the
 * same shape ({@code MistralForCausalLM}).
 *
 * <p>Source: {@code configuration_llama.py}, {@code configuration_mistral.py} and the modelling
 * code beside them of transformers.
 *
 * @param vocabulary rows of the embedding; may be more than the tokenizer has
 * @param hidden width of the residual stream
 * @param inner width of the gated feed-forward part
 * @param keyValueHeads heads of keys and values, which {@code heads} share evenly
 * @param headSize dimensions of one head; heads together need not have the hidden width
 * @param theta base of the rotary frequencies
 * @param epsilon of the norms
 * @param slidingWindow how many positions, its own included, a token attends to; empty for all
 * @param attentionBias whether the four projections of attention have biases
 * @param feedForwardBias whether the three of the feed-forward part have
 * @param tied whether the output layer is the embedding
 */
public record LlamaConfig(
    String architecture,
    int vocabulary,
    int hidden,
    int inner,
    int layers,
    int heads,
    int keyValueHeads,
    int headSize,
    double theta,
    RopeScaling scaling,
    double epsilon,
    Activation activation,
    int contextWindow,
    OptionalInt slidingWindow,
    boolean attentionBias,
    boolean feedForwardBias,
    boolean tied)
    implements ModelConfig {
  static final String ARCHITECTURE = "LlamaForCausalLM";
  static final String MISTRAL = "MistralForCausalLM";
  private static final int LLAMA_INNER = 11_008;
  private static final int MISTRAL_INNER = 14_336;
  private static final int MISTRAL_WINDOW = 4_096;
  private static final int MISTRAL_KEY_VALUE_HEADS = 8;

  static LlamaConfig read(ConfigFile file) throws InferenceException {
    off(file, "rope_interleaved");
    off(file, "use_sliding_window");
    return read(
        file,
        ARCHITECTURE,
        2_048,
        OptionalInt.empty(),
        file.flag("attention_bias", false),
        file.flag("mlp_bias", false));
  }

  static LlamaConfig readMistral(ConfigFile file) throws InferenceException {
    Optional<Integer> written = file.optionalCount("sliding_window");
    OptionalInt window = written.map(OptionalInt::of).orElse(OptionalInt.empty());
    if (!file.has("sliding_window")) {
      window = OptionalInt.of(MISTRAL_WINDOW);
    }
    return read(file, MISTRAL, 131_072, window, off(file, "attention_bias"), off(file, "mlp_bias"));
  }

  /** What other architectures have and this one has not, which some configurations say. */
  private static boolean off(ConfigFile file, String key) throws InferenceException {
    if (file.flag(key, false)) {
      throw file.fault(key, "must be false in this architecture");
    }
    return false;
  }

  private static LlamaConfig read(
      ConfigFile file,
      String architecture,
      int usualWindow,
      OptionalInt slidingWindow,
      boolean attentionBias,
      boolean feedForwardBias)
      throws InferenceException {
    checkLayers(file, slidingWindow.isPresent() ? "sliding_attention" : "full_attention");
    int hidden = file.count("hidden_size", 4_096);
    int heads = file.count("num_attention_heads", 32);
    int window = file.optionalCount("max_position_embeddings").orElse(usualWindow);
    Rope rope = Rope.read(file, window, OptionalDouble.empty());
    int headSize = headSize(file, architecture, hidden, heads);
    rope.check(file, headSize);
    return new LlamaConfig(
        architecture,
        file.count("vocab_size", 32_000),
        hidden,
        file.count("intermediate_size", architecture.equals(MISTRAL) ? MISTRAL_INNER : LLAMA_INNER),
        file.layers(32),
        heads,
        keyValueHeads(file, architecture, heads),
        headSize,
        rope.theta(),
        rope.scaling(),
        file.positive("rms_norm_eps", 1e-6),
        Activation.read(file, Activation.SILU),
        rope.window(),
        slidingWindow,
        attentionBias,
        feedForwardBias,
        file.flag("tie_word_embeddings", false));
  }

  /** All layers attend alike. */
  private static void checkLayers(ConfigFile file, String kind) throws InferenceException {
    for (String each : file.texts("layer_types")) {
      if (!each.equals(kind)) {
        throw file.fault("layer_types", "must be " + kind + " for all layers, not " + each);
      }
    }
  }

  private static int keyValueHeads(ConfigFile file, String architecture, int heads)
      throws InferenceException {
    boolean usual = architecture.equals(MISTRAL) && !file.has("num_key_value_heads");
    int keyValueHeads =
        usual ? MISTRAL_KEY_VALUE_HEADS : file.optionalCount("num_key_value_heads").orElse(heads);
    if (heads % keyValueHeads != 0) {
      throw file.fault("num_key_value_heads", "must divide num_attention_heads evenly: " + heads);
    }
    return keyValueHeads;
  }

  /** Only a Llama's heads together must have the hidden width where their size is not written. */
  private static int headSize(ConfigFile file, String architecture, int hidden, int heads)
      throws InferenceException {
    Optional<Integer> written = file.optionalCount("head_dim");
    boolean uneven = architecture.equals(ARCHITECTURE) && hidden % heads != 0;
    if (written.isEmpty() && (uneven || heads > hidden)) {
      throw file.fault("num_attention_heads", "must divide hidden_size evenly: " + hidden);
    }
    int size = written.orElse(hidden / heads);
    if (size % 2 != 0) {
      throw file.fault("head_dim", "must be even, not " + size);
    }
    return size;
  }
}
