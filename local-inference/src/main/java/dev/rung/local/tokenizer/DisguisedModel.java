package dev.rung.local.tokenizer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rung.local.InferenceException;
import java.io.IOException;

/** Copies the vocabulary and the merges of tokenizer.json. For one thread. */
final class DisguisedModel {
  private final Disguise disguise;
  private final Vocabulary vocabulary;
  private final JsonParser in;
  private final JsonGenerator out;

  /**
   * A model between a parser and a generator.
   *
   * @param vocabulary takes the tokens
   */
  DisguisedModel(Disguise disguise, Vocabulary vocabulary, JsonParser in, JsonGenerator out) {
    this.disguise = disguise;
    this.vocabulary = vocabulary;
    this.in = in;
    this.out = out;
  }

  void copy() throws IOException, InferenceException {
    out.writeStartObject();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String field = in.currentName();
      out.writeFieldName(field);
      JsonToken value = in.nextToken();
      switch (field) {
        case "type" -> {
          require(value == JsonToken.VALUE_STRING && in.getText().equals("BPE"), field);
          out.writeString("BPE");
        }
        case "vocab" -> {
          require(value == JsonToken.START_OBJECT, field);
          copyVocabulary();
        }
        case "merges" -> {
          require(value == JsonToken.START_ARRAY, field);
          copyMerges();
        }
        case "unk_token" -> copyUnknown(value);
        case "fuse_unk", "ignore_merges", "byte_fallback" -> copySwitch(field, value);
        // The first makes ids random, the others are of models that are no language models here.
        case "dropout", "continuing_subword_prefix", "end_of_word_suffix" -> {
          boolean empty = value == JsonToken.VALUE_STRING && in.getText().isEmpty();
          require(value == JsonToken.VALUE_NULL || empty, field);
          out.writeNull();
        }
        default -> require(false, field);
      }
    }
    out.writeEndObject();
  }

  /** The library ends the whole process over some values that it does not expect. */
  private static void require(boolean supported, String field) throws InferenceException {
    if (!supported) {
      throw FolderFile.fault(
          TokenizerFile.NAME, "has a model whose " + field + " is not supported");
    }
  }

  private void copyUnknown(JsonToken value) throws IOException, InferenceException {
    boolean text = value == JsonToken.VALUE_STRING && TokenizerFile.isWhole(in.getText());
    require(text || value == JsonToken.VALUE_NULL, "unk_token");
    if (text) {
      out.writeString(disguise.name(in.getText()));
    } else {
      out.writeNull();
    }
  }

  private void copySwitch(String field, JsonToken value) throws IOException, InferenceException {
    require(value.isBoolean(), field);
    out.writeBoolean(value == JsonToken.VALUE_TRUE);
    if (field.equals("byte_fallback") && value == JsonToken.VALUE_TRUE) {
      vocabulary.haveBytes();
    }
  }

  private void copyVocabulary() throws IOException, InferenceException {
    out.writeStartObject();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String token = in.currentName();
      if (in.nextToken() != JsonToken.VALUE_NUMBER_INT) {
        throw FolderFile.fault(TokenizerFile.NAME, "has a vocab in which a token has no id");
      }
      vocabulary.add(in.getIntValue(), token);
      out.writeNumberField(disguise.name(token), in.getIntValue());
    }
    out.writeEndObject();
  }

  /** Either "a b" or ["a", "b"]. */
  private void copyMerges() throws IOException, InferenceException {
    out.writeStartArray();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() == JsonToken.VALUE_STRING) {
        String merge = in.getText();
        require(TokenizerFile.isWhole(merge), "merges");
        if (!disguise.isSpecial(merge.replaceFirst(" ", ""))) {
          out.writeString(merge);
        }
      } else {
        copyPair();
      }
    }
    out.writeEndArray();
  }

  private void copyPair() throws IOException, InferenceException {
    String first = in.nextTextValue();
    String second = in.nextTextValue();
    if (first == null || second == null || in.nextToken() != JsonToken.END_ARRAY) {
      throw new JsonParseException(in, "a merge must be of two tokens");
    }
    require(TokenizerFile.isWhole(first + second), "merges");
    if (!disguise.isSpecial(first + second)) {
      out.writeStartArray();
      out.writeString(first);
      out.writeString(second);
      out.writeEndArray();
    }
  }
}
