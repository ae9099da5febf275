package dev.rung.trainer.tokens;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.rung.trainer.task.Draw;
import dev.rung.trainer.task.Example;
import dev.rung.trainer.task.Tasks;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tokenizer.json in the format of the tokenizers library: byte-level pair encoding.
 *
 * <p>A word has the same token wherever it stands: blanks, capitals inside a name, digits and signs
 * are split off first, so that copying a word is copying its tokens.
 *
 * @param tokens in the order of their ids
 * @param merges in the order to apply them
 */
public record TokenizerFile(List<String> tokens, List<BytePairs.Pair> merges) {
  public static final String END = "<|endoftext|>";
  private static final String WORD = "[A-Z]?[a-z]+|[A-Z]|[0-9]|[^A-Za-z0-9]";
  private static final Pattern WORDS = Pattern.compile(WORD, Pattern.DOTALL);
  private static final int SAMPLE = 20_000;

  public TokenizerFile {
    tokens = List.copyOf(tokens);
    merges = List.copyOf(merges);
  }

  /**
   * Learns from examples of every task.
   *
   * @param framing text that stands around each of them
   * @param size tokens in all
   */
  public static TokenizerFile learned(String framing, int size, long seed) {
    Map<String, Integer> counts = new HashMap<>();
    Draw draw = new Draw(seed);
    for (int i = 0; i < SAMPLE; i++) {
      Example example = Tasks.forLearning(draw);
      Matcher words = WORDS.matcher(framing + example.prompt() + example.answer());
      while (words.find()) {
        counts.merge(words.group(), 1, Integer::sum);
      }
    }
    List<String> tokens = new ArrayList<>(ByteLetters.all());
    tokens.add(END);
    List<BytePairs.Pair> merges = new BytePairs(counts).merges(size - tokens.size());
    merges.forEach(merge -> tokens.add(merge.joined()));
    return new TokenizerFile(tokens, merges);
  }

  public int endToken() {
    return tokens.indexOf(END);
  }

  /** The file's text. */
  public String json() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("version", "1.0");
      json.writeNullField("truncation");
      json.writeNullField("padding");
      writeEnd(json);
      json.writeNullField("normalizer");
      writeSplitting(json);
      json.writeNullField("post_processor");
      json.writeObjectFieldStart("decoder");
      writeByteLevel(json);
      json.writeEndObject();
      writeModel(json);
      json.writeEndObject();
    }
    return text.append('\n').toString();
  }

  private void writeEnd(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("added_tokens");
    json.writeStartObject();
    json.writeNumberField("id", endToken());
    json.writeStringField("content", END);
    for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized")) {
      json.writeBooleanField(flag, false);
    }
    json.writeBooleanField("special", true);
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void writeSplitting(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("pre_tokenizer");
    json.writeStringField("type", "Sequence");
    json.writeArrayFieldStart("pretokenizers");
    json.writeStartObject();
    json.writeStringField("type", "Split");
    json.writeObjectFieldStart("pattern");
    json.writeStringField("Regex", WORD);
    json.writeEndObject();
    json.writeStringField("behavior", "Isolated");
    json.writeBooleanField("invert", false);
    json.writeEndObject();
    json.writeStartObject();
    writeByteLevel(json);
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeByteLevel(JsonGenerator json) throws IOException {
    json.writeStringField("type", "ByteLevel");
    json.writeBooleanField("add_prefix_space", false);
    json.writeBooleanField("trim_offsets", true);
    json.writeBooleanField("use_regex", false);
  }

  private void writeModel(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("model");
    json.writeStringField("type", "BPE");
    json.writeNullField("dropout");
    json.writeNullField("unk_token");
    json.writeNullField("continuing_subword_prefix");
    json.writeNullField("end_of_word_suffix");
    json.writeBooleanField("fuse_unk", false);
    json.writeBooleanField("byte_fallback", false);
    json.writeObjectFieldStart("vocab");
    for (int id = 0; id < tokens.size(); id++) {
      json.writeNumberField(tokens.get(id), id);
    }
    json.writeEndObject();
    json.writeArrayFieldStart("merges");
    for (BytePairs.Pair merge : merges) {
      json.writeString(merge.left() + " " + merge.right());
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
