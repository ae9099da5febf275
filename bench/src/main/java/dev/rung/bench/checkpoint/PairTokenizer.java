package dev.rung.bench.checkpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/**
 * A tokenizer that nobody had to train: a token for every byte, the end, the 676 words of a capital
 * and a small letter, and as many without use as the model's vocabulary is large.
 *
 * <p>Source: {@code tokenizer.json} of the tokenizers library, byte-level pair encoding.
 */
public final class PairTokenizer {
  private static final int BYTES = 256;
  private static final int LETTERS = 26;
  static final int END_TOKEN = BYTES;
  static final int FIRST_WORD = BYTES + 1;
  static final int WORDS = LETTERS * LETTERS;

  /** Tokens that have a use. */
  static final int SMALLEST = FIRST_WORD + WORDS;

  private static final String END = "<|endoftext|>";

  private PairTokenizer() {}

  /** A word of the ring, counted from 0 in both directions. */
  static String word(int index) {
    int word = Math.floorMod(index, WORDS);
    return Character.toString('A' + word / LETTERS) + (char) ('a' + word % LETTERS);
  }

  /** The content of tokenizer.json. */
  static void write(JsonGenerator json, int vocabulary) throws IOException {
    json.writeStringField("version", "1.0");
    json.writeNullField("truncation");
    json.writeNullField("padding");
    json.writeArrayFieldStart("added_tokens");
    json.writeStartObject();
    json.writeNumberField("id", END_TOKEN);
    json.writeStringField("content", END);
    for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized")) {
      json.writeBooleanField(flag, false);
    }
    json.writeBooleanField("special", true);
    json.writeEndObject();
    json.writeEndArray();
    json.writeNullField("normalizer");
    byteLevel(json, "pre_tokenizer");
    json.writeNullField("post_processor");
    byteLevel(json, "decoder");
    model(json, vocabulary);
  }

  /** The content of tokenizer_config.json. */
  static void writeConfig(JsonGenerator json) throws IOException {
    json.writeStringField("bos_token", END);
    json.writeStringField("eos_token", END);
    json.writeStringField("chat_template", "{{ messages[-1]['content'] }}");
    json.writeBooleanField("clean_up_tokenization_spaces", false);
  }

  private static void byteLevel(JsonGenerator json, String field) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("type", "ByteLevel");
    json.writeBooleanField("add_prefix_space", false);
    json.writeBooleanField("trim_offsets", true);
    json.writeBooleanField("use_regex", false);
    json.writeEndObject();
  }

  private static void model(JsonGenerator json, int vocabulary) throws IOException {
    json.writeObjectFieldStart("model");
    json.writeStringField("type", "BPE");
    for (String nothing :
        List.of("dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix")) {
      json.writeNullField(nothing);
    }
    json.writeBooleanField("fuse_unk", false);
    json.writeBooleanField("byte_fallback", false);
    json.writeObjectFieldStart("vocab");
    int others = 0;
    for (int value = 0; value < BYTES; value++) {
      boolean shown = isShown(value);
      json.writeNumberField(Character.toString(shown ? value : BYTES + others), value);
      others += shown ? 0 : 1;
    }
    json.writeNumberField(END, END_TOKEN);
    for (int word = 0; word < WORDS; word++) {
      json.writeNumberField(word(word), FIRST_WORD + word);
    }
    for (int token = SMALLEST; token < vocabulary; token++) {
      json.writeNumberField("unused" + token, token);
    }
    json.writeEndObject();
    json.writeArrayFieldStart("merges");
    for (int word = 0; word < WORDS; word++) {
      json.writeString(word(word).charAt(0) + " " + word(word).charAt(1));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Whether a byte stands for itself in byte-level vocabularies; the others follow from U+0100. */
  private static boolean isShown(int value) {
    return (value >= '!' && value <= '~')
        || (value >= 0xA1 && value <= 0xAC)
        || (value >= 0xAE && value <= 0xFF);
  }
}
