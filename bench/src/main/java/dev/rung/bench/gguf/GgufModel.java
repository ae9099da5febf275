package dev.rung.bench.gguf;

import dev.rung.bench.checkpoint.FalconMambaShape;
import dev.rung.bench.checkpoint.ModelShape;
import dev.rung.bench.checkpoint.PhiShape;
import dev.rung.bench.checkpoint.RandomTensor;
import dev.rung.bench.checkpoint.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A made model as llama.cpp wants it. Its matrices, embedding and output layer included, are of one
 * type; norms, biases and convolutions are F32, as llama.cpp's own converter has them.
 */
public final class GgufModel {
  private final GgufType type;
  private final Map<String, RandomTensor> checkpoint;
  private final List<GgufTensor> tensors = new ArrayList<>();
  private final Map<String, Object> metadata = new LinkedHashMap<>();

  private GgufModel(ModelShape shape, long seed, GgufType type) {
    this.type = type;
    this.checkpoint =
        shape.tensors(seed).stream()
            .collect(Collectors.toMap(RandomTensor::name, Function.identity()));
  }

  /** Writes the weights that a checkpoint of this shape and seed has. */
  public static void write(Path file, ModelShape shape, long seed, GgufType type)
      throws IOException {
    GgufModel model = new GgufModel(shape, seed, type);
    switch (shape) {
      case PhiShape phi -> model.phi(phi);
      case FalconMambaShape mamba -> model.mamba(mamba);
    }
    new GgufFile(model.metadata, model.tensors).write(file);
  }

  private void common(String architecture, ModelShape shape, int hidden, int inner, int window) {
    metadata.put("general.architecture", architecture);
    metadata.put("general.name", "random weights");
    metadata.put("general.file_type", type.fileType());
    metadata.put("general.quantization_version", 2);
    metadata.put("tokenizer.ggml.model", "no_vocab");
    metadata.put(architecture + ".vocab_size", shape.vocabulary());
    metadata.put(architecture + ".context_length", window);
    metadata.put(architecture + ".embedding_length", hidden);
    metadata.put(architecture + ".feed_forward_length", inner);
    metadata.put(architecture + ".block_count", shape.layers());
  }

  private void phi(PhiShape shape) {
    common("phi2", shape, shape.hidden(), shape.inner(), shape.window());
    metadata.put("phi2.attention.head_count", shape.heads());
    metadata.put("phi2.attention.head_count_kv", shape.heads());
    metadata.put("phi2.attention.layer_norm_epsilon", 1e-5f);
    metadata.put("phi2.rope.dimension_count", shape.rotaryDimensions());
    add("token_embd.weight", "model.embed_tokens.weight");
    for (int layer = 0; layer < shape.layers(); layer++) {
      String to = "blk." + layer + ".";
      String from = "model.layers." + layer + ".";
      for (String part : List.of(".weight", ".bias")) {
        add(to + "attn_norm" + part, from + "input_layernorm" + part);
        String attention = from + "self_attn.";
        add(
            to + "attn_qkv" + part,
            attention + "q_proj" + part,
            attention + "k_proj" + part,
            attention + "v_proj" + part);
        add(to + "attn_output" + part, attention + "dense" + part);
        add(to + "ffn_up" + part, from + "mlp.fc1" + part);
        add(to + "ffn_down" + part, from + "mlp.fc2" + part);
      }
    }
    for (String part : List.of(".weight", ".bias")) {
      add("output_norm" + part, "model.final_layernorm" + part);
      add("output" + part, "lm_head" + part);
    }
  }

  private void mamba(FalconMambaShape shape) {
    common("mamba", shape, shape.hidden(), 0, 1 << 20);
    metadata.put("mamba.attention.head_count", 0);
    metadata.put("mamba.attention.layer_norm_rms_epsilon", 1e-5f);
    metadata.put("mamba.ssm.conv_kernel", shape.convolution());
    metadata.put("mamba.ssm.inner_size", shape.inner());
    metadata.put("mamba.ssm.state_size", shape.state());
    metadata.put("mamba.ssm.time_step_rank", shape.rank());
    metadata.put("mamba.ssm.dt_b_c_rms", true);
    add("token_embd.weight", "backbone.embeddings.weight");
    for (int layer = 0; layer < shape.layers(); layer++) {
      String to = "blk." + layer + ".";
      String from = "backbone.layers." + layer + ".";
      String mixer = from + "mixer.";
      add(to + "attn_norm.weight", from + "norm.weight");
      add(to + "ssm_in.weight", mixer + "in_proj.weight");
      RandomTensor taps = find(mixer + "conv1d.weight");
      List<Long> flat = List.of(taps.shape().getFirst(), taps.shape().getLast());
      put(to + "ssm_conv1d.weight", flat, GgufType.F32, GgufTensor.Part.of(taps));
      add(to + "ssm_conv1d.bias", mixer + "conv1d.bias");
      add(to + "ssm_x.weight", mixer + "x_proj.weight");
      add(to + "ssm_dt.weight", mixer + "dt_proj.weight");
      add(to + "ssm_dt.bias", mixer + "dt_proj.bias");
      RandomTensor decay = find(mixer + "A_log");
      GgufTensor.Part part = new GgufTensor.Part(decays(decay.values()), decay.elements());
      put(to + "ssm_a", decay.shape(), GgufType.F32, part);
      add(to + "ssm_d", mixer + "D");
      add(to + "ssm_out.weight", mixer + "out_proj.weight");
    }
    add("output_norm.weight", "backbone.norm_f.weight");
    add("output.weight", "lm_head.weight");
  }

  /** The negative decays themselves, not their logarithms. */
  private static Values decays(Values logs) {
    return (first, into) -> {
      logs.fill(first, into);
      for (int i = 0; i < into.length; i++) {
        into[i] = (float) -Math.exp(into[i]);
      }
    };
  }

  private void add(String name, String... from) {
    List<Long> shape = find(from[0]).shape();
    List<GgufTensor.Part> parts = new ArrayList<>();
    long rows = 0;
    for (String each : from) {
      rows += find(each).shape().getFirst();
      parts.add(GgufTensor.Part.of(find(each)));
    }
    List<Long> joined = new ArrayList<>(shape);
    joined.set(0, rows);
    tensors.add(new GgufTensor(name, joined, shape.size() > 1 ? type : GgufType.F32, parts));
  }

  private void put(String name, List<Long> shape, GgufType as, GgufTensor.Part part) {
    tensors.add(new GgufTensor(name, shape, as, List.of(part)));
  }

  private RandomTensor find(String name) {
    RandomTensor tensor = checkpoint.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("the shape has no " + name);
    }
    return tensor;
  }
}
