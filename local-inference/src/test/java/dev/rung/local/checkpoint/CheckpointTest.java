package dev.rung.local.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.local.InferenceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  private static final RopeScaling NONE = new RopeScaling.None();
  private static final Activation TANH = Activation.GELU_TANH;

  @TempDir Path temporary;

  @Test
  void aPhiOfOneFileIsRead() throws InferenceException {
    Checkpoint checkpoint = Checkpoint.read(TinyCheckpoints.FOLDER.resolve("phi-tiny"));

    assertThat(checkpoint.config())
        .isEqualTo(
            new PhiConfig(
                512, 64, 256, 2, 4, 4, 16, 6, 10_000, NONE, 1e-5, TANH, 2_048, false, false));
    assertThat(checkpoint.endTokens()).containsExactly(500);
    assertThat(checkpoint.tensors().names()).hasSize(2 + 2 + 1 + 2 * 14);
    Tensor head = checkpoint.tensors().required("lm_head.weight", List.of(512L, 64L));
    assertThat(head.type()).isEqualTo(DataType.F32);
  }

  @Test
  void aPhiOfSeveralShardsIsRead() throws InferenceException {
    Checkpoint checkpoint = Checkpoint.read(TinyCheckpoints.FOLDER.resolve("phi-odd"));

    assertThat(checkpoint.config())
        .isEqualTo(
            new PhiConfig(
                610, 120, 304, 4, 6, 3, 20, 8, 5_000, NONE, 1e-6, TANH, 256, false, false));
    assertThat(checkpoint.tensors().find("lm_head.weight").orElseThrow().file())
        .hasFileName("model-00002-of-00002.safetensors");
  }

  @Test
  void aFalconMambaIsRead() throws InferenceException {
    Checkpoint tiny = Checkpoint.read(TinyCheckpoints.FOLDER.resolve("falcon-mamba-tiny"));
    Checkpoint odd = Checkpoint.read(TinyCheckpoints.FOLDER.resolve("falcon-mamba-odd"));

    assertThat(tiny.config().architecture()).isEqualTo("FalconMambaForCausalLM");
    assertThat(odd.config())
        .isEqualTo(new FalconMambaConfig(640, 96, 160, 4, 16, 4, 6, 1e-5, 1e-6, false, true, true));
    assertThat(odd.tensors().find("lm_head.weight")).isEmpty();
  }

  /** Its own list, not that of config.json. */
  @Test
  void theGenerationFileSaysWhatEndsAnAnswer() throws Exception {
    Path folder = TinyCheckpoints.copy("falcon-mamba-odd", temporary);
    List<Integer> both = Checkpoint.read(folder).endTokens();
    Files.delete(folder.resolve("generation_config.json"));

    assertThat(Checkpoint.read(folder).endTokens()).containsExactly(11, 513).isNotEqualTo(both);
  }

  @ParameterizedTest
  @ValueSource(strings = {"phi-tiny", "phi-odd", "falcon-mamba-tiny", "falcon-mamba-odd"})
  void bothMajorVersionsOfTheLibraryWriteTheSameModel(String name) throws Exception {
    Path folder = TinyCheckpoints.copy(name, temporary);
    Checkpoint before = Checkpoint.read(folder);
    Files.move(
        folder.resolve("config.v5-style.json"),
        folder.resolve("config.json"),
        StandardCopyOption.REPLACE_EXISTING);

    assertThat(Checkpoint.read(folder).config()).isEqualTo(before.config());
  }

  @ParameterizedTest(name = "{1} in {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          phi-tiny | "hidden_size": 64 | "hidden_size": 0 | has hidden_size, which must be 1 or more, not 0
          phi-tiny | "hidden_size": 64 | "hidden_size": "64" | has hidden_size, which must be a whole number
          phi-tiny | "hidden_size": 64 | "hidden_size": 99999999999 | has hidden_size, which must be a whole number below 2^31
          phi-tiny | "hidden_size": 64 | "hidden_size": null | lacks hidden_size
          phi-tiny | "num_hidden_layers": 2 | "num_hidden_layers": 2147483647 | has num_hidden_layers, which must be at most 10000, not 2147483647
          phi-tiny | "num_attention_heads": 4 | "num_attention_heads": 65 | has num_attention_heads, which must be at most hidden_size: 64
          phi-tiny | "hidden_act": "gelu_new" | "hidden_act": "mish" | has hidden_act, which must be one of gelu, gelu_python, gelu_new, gelu_pytorch_tanh, gelu_fast, gelu_accurate, gelu_python_tanh, quick_gelu, silu, swish, relu, relu2, not mish
          phi-tiny | "qk_layernorm": false | "qk_layernorm": true, "head_dim": 20 | has head_dim, which must be 16 with qk_layernorm, not 20
          phi-tiny | "qk_layernorm": false | "head_dim": 1000000 | has head_dim, which must be at most 65536, not 400000
          phi-tiny | "use_cache": true | "use_cache": true, "sliding_window": 128 | has keys that are not supported: sliding_window
          phi-tiny | "rope_scaling": null | "rope_scaling": {"type": "su", "factor": 2.0} | has type, which must be one of [default, linear, dynamic, llama3, yarn, longrope], not su
          phi-tiny | "rope_scaling": null | "rope_scaling": {"rope_type": "proportional"} | has rope_type, which must be one of
          phi-tiny | "rope_scaling": null | "rope_scaling": {"type": "dynamic"} | has factor, which must be there for this kind of scaling
          phi-tiny | "rope_scaling": null | "rope_scaling": {"rope_type": "longrope"} | has long_factor, which must be a list of numbers
          phi-tiny | "rope_scaling": null | "rope_scaling": {"rope_type": "longrope", "long_factor": [1, 2], "short_factor": [1, 2]} | has rope_scaling, which needs a factor for each of 3 pairs of dimensions, not 2
          phi-tiny | "rope_scaling": null | "rope_scaling": {"rope_type": "longrope", "long_factor": [1, 0, 2], "short_factor": [1, 2, 3]} | has long_factor, which must be a number above 0
          phi-tiny | "rope_scaling": null | "rope_scaling": {"rope_type": "yarn", "factor": 2, "rope_theta": 1} | has rope_scaling, which gives no finite angles with rope_theta 1.0
          phi-tiny | "rope_scaling": null | "rope_scaling": {"type": "linear"} | has factor, which must be there for this kind of scaling
          llama-tiny | "hidden_act": "silu" | "hidden_act": "xielu" | has hidden_act, which must be one of gelu, gelu_python
          llama-tiny | "hidden_act": "silu" | "partial_rotary_factor": 0.5 | has partial_rotary_factor, which must be 1 in this architecture, not 0.5
          llama-tiny | "hidden_act": "silu" | "use_sliding_window": true | has use_sliding_window, which must be false in this architecture
          llama-tiny | "hidden_act": "silu" | "rope_interleaved": true | has rope_interleaved, which must be false in this architecture
          llama-tiny | "hidden_act": "silu" | "layer_types": ["full_attention", "sliding_attention"] | has layer_types, which must be full_attention for all layers, not sliding_attention
          llama-tiny | "hidden_act": "silu" | "layer_types": "full_attention" | has layer_types, which must be a list of texts
          mistral-tiny | "hidden_act": "silu" | "attention_bias": true | has attention_bias, which must be false in this architecture
          mistral-tiny | "hidden_act": "silu" | "layer_types": ["full_attention"] | has layer_types, which must be sliding_attention for all layers, not full_attention
          llama-tiny | "head_dim": 12 | "head_dim": 13 | has head_dim, which must be even
          llama-tiny | "head_dim": 12 | "sliding_window": 24 | has keys that are not supported: sliding_window
          llama-tiny | "num_key_value_heads": 2 | "num_key_value_heads": 3 | has num_key_value_heads, which must divide num_attention_heads evenly
          phi-tiny | "PhiForCausalLM" | "BertModel" | has architectures, which must be one of FalconMambaForCausalLM, LlamaForCausalLM, MistralForCausalLM, PhiForCausalLM
          phi-tiny | "qk_layernorm": false | "qk_layernorm": 1 | has qk_layernorm, which must be true or false
          phi-tiny | "layer_norm_eps": 1e-05 | "layer_norm_eps": -1 | has layer_norm_eps, which must be a number above 0
          phi-tiny | "layer_norm_eps": 1e-05 | "layer_norm_eps": 1e999 | has layer_norm_eps, which must be a number above 0
          phi-tiny | "partial_rotary_factor": 0.4 | "partial_rotary_factor": 1.5 | has partial_rotary_factor, which must be at most 1
          phi-tiny | "partial_rotary_factor": 0.4 | "partial_rotary_factor": 0.45 | has partial_rotary_factor, which must turn an even number of a head's 16 dimensions, not 7
          phi-tiny | "eos_token_id": 500 | "eos_token_id": [1, -1] | has eos_token_id, which must hold ids of 0 or more, not -1
          phi-tiny | "rope_scaling": null | "rope_scaling": 3 | has rope_scaling, which must be an object
          phi-tiny | "rope_scaling": null | "rope_parameters": {"rope_type": "default", "beta": 1} | has keys that are not supported: beta
          phi-tiny | "hidden_act": "gelu_new" | "hidden_act": 7 | has hidden_act, which must be a text
          phi-tiny | "PhiForCausalLM" | 7 | has architectures, which must be a list of texts
          falcon-mamba-tiny | "hidden_act": "silu" | "hidden_act": "gelu" | has hidden_act, which must be one of silu, swish, not gelu
          """)
  void whatIsNotSupportedIsNamed(String name, String written, String instead, String rule)
      throws Exception {
    Path folder = TinyCheckpoints.copy(name, temporary);
    Path config = folder.resolve("config.json");
    String right = Files.readString(config);
    assertThat(right).contains(written);
    Files.writeString(config, right.replace(written, instead == null ? "" : instead));

    assertThatThrownBy(() -> Checkpoint.read(folder))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("config.json")
        .hasMessageContaining(rule);
  }

  @Test
  void theRankOfTheTimeStepMayBeLeftToTheWidth() throws Exception {
    Path folder = TinyCheckpoints.copy("falcon-mamba-odd", temporary);
    Path config = folder.resolve("config.json");
    Files.writeString(
        config,
        Files.readString(config)
            .replace("\"time_step_rank\": 6", "\"time_step_rank\": \"auto\"")
            .replace("\"intermediate_size\": 160,", ""));

    FalconMambaConfig read = (FalconMambaConfig) Checkpoint.read(folder).config();

    assertThat(read.timeStepRank()).isEqualTo(6);
    assertThat(read.inner()).isEqualTo(16 * 96);
  }

  @Test
  void aLongValueIsNotQuotedAsAWhole() throws Exception {
    Path folder = TinyCheckpoints.copy("phi-tiny", temporary);
    Path config = folder.resolve("config.json");
    String value = "a".repeat(70_000);
    Files.writeString(config, Files.readString(config).replace("gelu_new", value));

    assertThatThrownBy(() -> Checkpoint.read(folder))
        .hasMessageStartingWith("config.json has hidden_act, which must be one of gelu")
        .hasMessageEndingWith("aaa...")
        .extracting(thrown -> String.valueOf(thrown.getMessage()).length())
        .isEqualTo("config.json ".length() + 500 + "...".length());
  }

  @Test
  void moreValuesThanAnyCheckpointHasAreRefused() throws Exception {
    Path folder = TinyCheckpoints.copy("phi-tiny", temporary);
    String many = "0,".repeat(1_000_000);
    Files.writeString(folder.resolve("config.json"), "{\"id2label\": [" + many + "0]}");

    assertThatThrownBy(() -> Checkpoint.read(folder))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("config.json is no JSON: Token count (1000001) exceeds");
  }

  /** As the library chooses where a configuration was saved without a model. */
  @Test
  void withoutArchitecturesTheTypeOfTheModelCounts() throws Exception {
    Path folder = TinyCheckpoints.copy("phi-tiny", temporary);
    Path config = folder.resolve("config.json");
    String named = Files.readString(config);
    String unnamed = named.replace("\"architectures\"", "\"auto_map\"");
    Files.writeString(config, unnamed);

    assertThat(Checkpoint.read(folder).config().architecture()).isEqualTo("PhiForCausalLM");

    Files.writeString(
        config, unnamed.replace("\"model_type\": \"phi\"", "\"model_type\": \"bert\""));

    assertThatThrownBy(() -> Checkpoint.read(folder))
        .hasMessageContaining("has architectures, which must be one of")
        .hasMessageEndingWith("not []");
  }

  /** Longer texts would change what was computed of their beginning. */
  @Test
  void aLongropesWindowIsThatOfItsFirstTraining() throws Exception {
    Path folder = TinyCheckpoints.copy("phi-tiny", temporary);
    Path config = folder.resolve("config.json");
    String table =
        "{\"rope_type\": \"longrope\", \"short_factor\": [1, 2, 3.5],"
            + " \"long_factor\": [4, 5, 6], \"original_max_position_embeddings\": 512}";
    Files.writeString(
        config,
        Files.readString(config).replace("\"rope_scaling\": null", "\"rope_scaling\": " + table));

    PhiConfig read = (PhiConfig) Checkpoint.read(folder).config();

    assertThat(read.contextWindow()).isEqualTo(512);
    assertThat(read.scaling())
        .isEqualTo(
            new RopeScaling.LongRope(
                List.of(1.0, 2.0, 3.5), Math.sqrt(1 + Math.log(4) / Math.log(512)), 512));
  }
}
