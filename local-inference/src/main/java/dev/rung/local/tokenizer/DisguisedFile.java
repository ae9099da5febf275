package dev.rung.local.tokenizer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.rung.local.InferenceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A copy of tokenizer.json in which the special tokens have their other names, nothing is cut or
 * padded, and no merge makes a special token of text. For one thread.
 */
final class DisguisedFile {
  private final List<AddedToken> added;
  private final Disguise disguise;
  private final Vocabulary vocabulary;
  private final JsonParser in;
  private final JsonGenerator out;

  private DisguisedFile(
      List<AddedToken> added,
      Disguise disguise,
      Vocabulary vocabulary,
      JsonParser in,
      JsonGenerator out) {
    this.added = added;
    this.disguise = disguise;
    this.vocabulary = vocabulary;
    this.in = in;
    this.out = out;
  }

  /**
   * Writes the copy, and lists the tokens that were learnt on the way.
   *
   * @param vocabulary takes those tokens
   * @throws InferenceException when the file has a structure that no tokenizer has, or an id that
   *     the vocabulary does not take
   */
  static byte[] write(
      byte[] bytes, List<AddedToken> added, Disguise disguise, Vocabulary vocabulary)
      throws InferenceException {
    ByteArrayOutputStream copy = new ByteArrayOutputStream(bytes.length);
    try (JsonParser in = TokenizerFile.JSON.createParser(bytes);
        JsonGenerator out = TokenizerFile.JSON.createGenerator(copy)) {
      in.nextToken();
      new DisguisedFile(added, disguise, vocabulary, in, out).copyFile();
    } catch (JsonProcessingException malformed) {
      throw FolderFile.fault(
          TokenizerFile.NAME, "is no tokenizer: " + malformed.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("copying in memory", e);
    }
    return copy.toByteArray();
  }

  private void copyFile() throws IOException, InferenceException {
    out.writeStartObject();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String field = in.currentName();
      out.writeFieldName(field);
      JsonToken value = in.nextToken();
      if (field.equals("added_tokens")) {
        in.skipChildren();
        writeAddedTokens();
      } else if (field.equals("model") && value == JsonToken.START_OBJECT) {
        copyModel();
      } else if (field.equals("truncation") || field.equals("padding")) {
        in.skipChildren();
        out.writeNull();
      } else {
        out.copyCurrentStructure(in);
      }
    }
    out.writeEndObject();
  }

  /** Special tokens are found as they are written, whatever becomes of the text around them. */
  private void writeAddedTokens() throws IOException {
    out.writeStartArray();
    for (AddedToken token : added) {
      out.writeStartObject();
      out.writeNumberField("id", token.id());
      out.writeStringField("content", disguise.name(token.content()));
      out.writeBooleanField("single_word", token.singleWord());
      out.writeBooleanField("lstrip", token.lstrip());
      out.writeBooleanField("rstrip", token.rstrip());
      out.writeBooleanField("normalized", token.normalized() && !token.special());
      out.writeBooleanField("special", token.special());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void copyModel() throws IOException, InferenceException {
    out.writeStartObject();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String field = in.currentName();
      out.writeFieldName(field);
      JsonToken value = in.nextToken();
      if (field.equals("byte_fallback") && value == JsonToken.VALUE_TRUE) {
        vocabulary.haveBytes();
      }
      if (field.equals("vocab") && value == JsonToken.START_OBJECT) {
        copyVocabulary();
      } else if (field.equals("merges") && value == JsonToken.START_ARRAY) {
        copyMerges();
      } else if (field.equals("vocab") || field.equals("merges")) {
        throw FolderFile.fault(TokenizerFile.NAME, "is of a kind that is not supported: " + field);
      } else if (value == JsonToken.VALUE_STRING) {
        out.writeString(disguise.name(in.getText()));
      } else {
        out.copyCurrentStructure(in);
      }
    }
    out.writeEndObject();
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
  private void copyMerges() throws IOException {
    out.writeStartArray();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() == JsonToken.VALUE_STRING) {
        String merge = in.getText();
        if (!disguise.isSpecial(merge.replaceFirst(" ", ""))) {
          out.writeString(merge);
        }
      } else {
        copyPair();
      }
    }
    out.writeEndArray();
  }

  private void copyPair() throws IOException {
    String first = in.nextTextValue();
    String second = in.nextTextValue();
    if (first == null || second == null || in.nextToken() != JsonToken.END_ARRAY) {
      throw new JsonParseException(in, "a merge must be of two tokens");
    }
    if (!disguise.isSpecial(first + second)) {
      out.writeStartArray();
      out.writeString(first);
      out.writeString(second);
      out.writeEndArray();
    }
  }
}
