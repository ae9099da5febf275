package dev.rung.local.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.local.InferenceException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LlamaConfigTest {
  private static final String LEAST =
      "\"vocab_size\":320,\"hidden_size\":64,\"intermediate_size\":176,\"num_hidden_layers\":2,"
          + "\"num_attention_heads\":4";

  @Test
  void whatIsLeftOutIsAsTheLibraryHasIt() throws InferenceException {
    assertThat(LlamaConfig.read(file("")))
        .isEqualTo(
            new LlamaConfig(
                "LlamaForCausalLM",
                320,
                64,
                176,
                2,
                4,
                4,
                16,
                10_000,
                new RopeScaling.None(),
                1e-6,
                Activation.SILU,
                2_048,
                OptionalInt.empty(),
                false,
                false,
                false));
  }

  @Test
  void sizesThatAreLeftOutAreThoseOfTheFirstModels() throws InferenceException {
    LlamaConfig llama = LlamaConfig.read(file("", "\"model_type\":\"llama\""));
    LlamaConfig mistral = LlamaConfig.readMistral(file("", "\"model_type\":\"mistral\""));

    assertThat(llama)
        .extracting(
            LlamaConfig::vocabulary, LlamaConfig::hidden, LlamaConfig::inner, LlamaConfig::layers)
        .containsExactly(32_000, 4_096, 11_008, 32);
    assertThat(llama.heads()).isEqualTo(32);
    assertThat(llama.headSize()).isEqualTo(128);
    assertThat(mistral.inner()).isEqualTo(14_336);
    assertThat(mistral.keyValueHeads()).isEqualTo(8);
    assertThat(mistral.contextWindow()).isEqualTo(131_072);
    assertThat(PhiConfig.read(file("", "")))
        .isEqualTo(
            new PhiConfig(
                51_200,
                2_048,
                8_192,
                24,
                32,
                32,
                64,
                32,
                10_000,
                new RopeScaling.None(),
                1e-5,
                Activation.GELU_TANH,
                2_048,
                false,
                false));
    assertThat(FalconMambaConfig.read(file("", "")))
        .isEqualTo(
            new FalconMambaConfig(
                50_280, 768, 1_536, 32, 16, 4, 48, 1e-5, 1e-6, false, true, true));
  }

  @Test
  void whatIsWrittenCounts() throws InferenceException {
    LlamaConfig config =
        LlamaConfig.read(
            file(
                """
                ,"num_key_value_heads":2,"head_dim":24,"rope_theta":500000.0,"rms_norm_eps":1e-5,
                "max_position_embeddings":131072,"attention_bias":true,"mlp_bias":true,
                "tie_word_embeddings":true,"rope_scaling":{"rope_type":"llama3","factor":8.0,
                "low_freq_factor":1.0,"high_freq_factor":4.0,
                "original_max_position_embeddings":8192}
                """));

    assertThat(config.keyValueHeads()).isEqualTo(2);
    assertThat(config.headSize()).isEqualTo(24);
    assertThat(config.theta()).isEqualTo(500_000);
    assertThat(config.contextWindow()).isEqualTo(131_072);
    assertThat(config.attentionBias()).isTrue();
    assertThat(config.feedForwardBias()).isTrue();
    assertThat(config.tied()).isTrue();
    assertThat(config.scaling()).isEqualTo(new RopeScaling.Llama3(8, 1, 4, 8_192));
  }

  @Test
  void aMistralsWindowIsTheUsualOneUnlessItIsWritten() throws InferenceException {
    String heads = ",\"num_key_value_heads\":2";

    assertThat(LlamaConfig.readMistral(file(heads)).slidingWindow()).hasValue(4_096);
    assertThat(LlamaConfig.readMistral(file(heads + ",\"sliding_window\":null")).slidingWindow())
        .isEmpty();
    assertThat(LlamaConfig.readMistral(file(heads + ",\"sliding_window\":99")).slidingWindow())
        .hasValue(99);
  }

  @Test
  void aMistralHasEightHeadsOfKeysUnlessItIsWritten() throws InferenceException {
    String sixteen = LEAST.replace("\"num_attention_heads\":4", "\"num_attention_heads\":16");

    assertThat(LlamaConfig.readMistral(file(sixteen, "")).keyValueHeads()).isEqualTo(8);
    assertThat(
            LlamaConfig.readMistral(file(sixteen, ",\"num_key_value_heads\":null")).keyValueHeads())
        .isEqualTo(16);
    assertThat(LlamaConfig.read(file(sixteen, "")).keyValueHeads()).isEqualTo(16);
  }

  /** As in the library: {@code rope_scaling or rope_parameters}. */
  @Test
  void ofTwoTablesOfARotationTheOlderOneCounts() throws InferenceException {
    String newer = ",\"rope_parameters\":{\"rope_type\":\"default\",\"rope_theta\":777.0}";
    String older = ",\"rope_theta\":5.0,\"rope_scaling\":{\"type\":\"linear\",\"factor\":3.0%s}";

    LlamaConfig both = LlamaConfig.read(file(newer + older.formatted("")));
    LlamaConfig withBase = LlamaConfig.read(file(newer + older.formatted(",\"rope_theta\":9.0")));
    LlamaConfig empty = LlamaConfig.read(file(newer + ",\"rope_scaling\":{}"));

    assertThat(both.theta()).isEqualTo(5);
    assertThat(both.scaling()).isEqualTo(new RopeScaling.Linear(3));
    assertThat(withBase.theta()).isEqualTo(9);
    assertThat(empty.theta()).isEqualTo(777);
    assertThat(empty.scaling()).isEqualTo(new RopeScaling.None());
  }

  @Test
  void yarnsStrengthFollowsFromItsFactor() throws InferenceException {
    String scaling = ",\"rope_scaling\":{\"type\":\"yarn\",\"factor\":4.0%s}";

    assertThat(LlamaConfig.read(file(scaling.formatted(""))).scaling())
        .isEqualTo(new RopeScaling.Yarn(4, 32, 1, 1.138629436111989, true, 2_048));
    assertThat(
            LlamaConfig.read(file(scaling.formatted(",\"mscale\":0.7,\"mscale_all_dim\":0.5")))
                .scaling())
        .isEqualTo(new RopeScaling.Yarn(4, 32, 1, 1.0259286501478284, true, 2_048));
    assertThat(LlamaConfig.read(file(scaling.formatted(",\"finetuned\":true"))).scaling())
        .isEqualTo(new RopeScaling.Yarn(4, 32, 1, 1.138629436111989, true, 2_048));
    assertThat(LlamaConfig.read(file(scaling.replace("4.0", "0.5").formatted(""))).scaling())
        .isEqualTo(new RopeScaling.Yarn(0.5, 32, 1, 1, true, 2_048));
  }

  @Test
  void anUnknownKeyOfAScalingIsNamed() {
    assertThatThrownBy(() ->
            LlamaConfig.read(
                file(",\"rope_scaling\":{\"type\":\"linear\",\"factor\":2.0,\"beta\":1}")))
        .hasMessage("config.json: rope_scaling has keys that are not supported: beta");
  }

  @Test
  void headsThatDoNotDivideTheWidthAreRefused() {
    assertThatThrownBy(() ->
            LlamaConfig.read(file(LEAST.replace("\"hidden_size\":64", "\"hidden_size\":66"), "")))
        .hasMessageContaining("has num_attention_heads, which must divide hidden_size evenly: 66");
    assertThatThrownBy(() ->
            LlamaConfig.readMistral(
                file(
                    LEAST.replace("\"hidden_size\":64", "\"hidden_size\":3"),
                    ",\"num_key_value_heads\":2")))
        .hasMessageContaining("has num_attention_heads, which must divide hidden_size evenly: 3");
  }

  @Test
  void aMistralsHeadsNeedNotDivideTheWidth() throws InferenceException {
    LlamaConfig config =
        LlamaConfig.readMistral(
            file(
                LEAST.replace("\"hidden_size\":64", "\"hidden_size\":66"),
                ",\"num_key_value_heads\":2"));

    assertThat(config.headSize()).isEqualTo(16);
  }

  private static ConfigFile file(String more) throws InferenceException {
    return file(LEAST, more);
  }

  private static ConfigFile file(String first, String more) throws InferenceException {
    byte[] json = ("{" + first + more + "}").getBytes(UTF_8);
    return new ConfigFile(Json.table(json, "config.json"), "config.json");
  }
}
