package dev.rung.trainer.learn;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.rung.trainer.tokens.TokenizerFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes a folder as Hugging Face's hub has it: config.json, generation_config.json,
 * tokenizer_config.json and model.safetensors in bf16.
 *
 * <p>Source: the format of the safetensors library; {@code configuration_phi.py} of transformers.
 */
final class CheckpointWriter {
  private static final int ALIGNMENT = 8;
  private static final int BYTES = 2;

  private final Path folder;
  private final Recipe recipe;

  CheckpointWriter(Path folder, Recipe recipe) {
    this.folder = folder;
    this.recipe = recipe;
  }

  /** A text to write as JSON. */
  @FunctionalInterface
  private interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  void write(TokenizerFile tokenizer, Map<Parameter, float[]> weights) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("tokenizer.json"), tokenizer.json());
    int end = tokenizer.endToken();
    Files.writeString(folder.resolve("config.json"), pretty(json -> config(json, end)));
    Files.writeString(
        folder.resolve("generation_config.json"),
        pretty(json -> {
          json.writeNumberField("bos_token_id", end);
          json.writeNumberField("eos_token_id", end);
        }));
    Files.writeString(
        folder.resolve("tokenizer_config.json"), pretty(CheckpointWriter::tokenizerConfig));
    writeWeights(weights);
  }

  private void config(JsonGenerator json, int end) throws IOException {
    json.writeArrayFieldStart("architectures");
    json.writeString("PhiForCausalLM");
    json.writeEndArray();
    json.writeStringField("model_type", "phi");
    json.writeStringField("torch_dtype", "bfloat16");
    json.writeNumberField("vocab_size", recipe.vocabulary());
    json.writeNumberField("hidden_size", recipe.hidden());
    json.writeNumberField("intermediate_size", recipe.inner());
    json.writeNumberField("num_hidden_layers", recipe.layers());
    json.writeNumberField("num_attention_heads", recipe.heads());
    json.writeNumberField("partial_rotary_factor", (double) recipe.rotary() / recipe.headSize());
    json.writeNumberField("rope_theta", Recipe.THETA);
    json.writeNumberField("layer_norm_eps", Recipe.EPSILON);
    json.writeNumberField("max_position_embeddings", recipe.contextWindow());
    json.writeStringField("hidden_act", "gelu_new");
    json.writeBooleanField("tie_word_embeddings", false);
    json.writeNumberField("bos_token_id", end);
    json.writeNumberField("eos_token_id", end);
  }

  private static void tokenizerConfig(JsonGenerator json) throws IOException {
    json.writeStringField("bos_token", TokenizerFile.END);
    json.writeStringField("eos_token", TokenizerFile.END);
    json.writeStringField("chat_template", Framing.TEMPLATE);
    json.writeBooleanField("clean_up_tokenization_spaces", false);
  }

  private void writeWeights(Map<Parameter, float[]> weights) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      long offset = 0;
      for (Map.Entry<Parameter, float[]> weight : weights.entrySet()) {
        json.writeObjectFieldStart(weight.getKey().name());
        json.writeStringField("dtype", "BF16");
        json.writeArrayFieldStart("shape");
        for (long dimension : weight.getKey().shape()) {
          json.writeNumber(dimension);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("data_offsets");
        json.writeNumber(offset);
        offset += (long) BYTES * weight.getValue().length;
        json.writeNumber(offset);
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    byte[] written = text.toString().getBytes(StandardCharsets.UTF_8);
    int length = Math.ceilDiv(written.length, ALIGNMENT) * ALIGNMENT;
    ByteBuffer header =
        ByteBuffer.allocate(Long.BYTES + length).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    header.put(written);
    while (header.hasRemaining()) {
      header.put((byte) ' ');
    }
    try (OutputStream out = Files.newOutputStream(folder.resolve("model.safetensors"))) {
      out.write(header.array());
      for (float[] numbers : weights.values()) {
        out.write(halved(numbers));
      }
    }
  }

  /** The numbers as bf16: the upper half of a float, rounded to the nearest, ties to even. */
  private static byte[] halved(float[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : numbers) {
      int bits = Float.floatToRawIntBits(number);
      int half = 0x7FFF + ((bits >> Short.SIZE) & 1);
      bytes.putShort((short) ((bits + half) >> Short.SIZE));
    }
    return bytes.array();
  }

  private static String pretty(Content content) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      content.write(json);
      json.writeEndObject();
    }
    return text.append('\n').toString();
  }
}
