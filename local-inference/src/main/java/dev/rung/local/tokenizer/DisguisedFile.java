package dev.rung.local.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Json;
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
  private final DisguisedModel model;
  private final JsonParser in;
  private final JsonGenerator out;
  private Frame frame = Frame.NONE;

  /**
   * What came of a file.
   *
   * @param bytes for the library
   * @param frame what it would have put around texts, and does no more
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  record Disguised(byte[] bytes, Frame frame) {}

  private DisguisedFile(
      List<AddedToken> added,
      Disguise disguise,
      DisguisedModel model,
      JsonParser in,
      JsonGenerator out) {
    this.added = added;
    this.disguise = disguise;
    this.model = model;
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
  static Disguised write(
      byte[] bytes, List<AddedToken> added, Disguise disguise, Vocabulary vocabulary)
      throws InferenceException {
    ByteArrayOutputStream copy = new ByteArrayOutputStream(bytes.length);
    try (JsonParser in = TokenizerFile.JSON.createParser(bytes);
        JsonGenerator out = TokenizerFile.JSON.createGenerator(copy)) {
      in.nextToken();
      DisguisedModel model = new DisguisedModel(disguise, vocabulary, in, out);
      DisguisedFile file = new DisguisedFile(added, disguise, model, in, out);
      file.copyFile();
      out.flush();
      return new Disguised(copy.toByteArray(), file.frame);
    } catch (JsonProcessingException malformed) {
      throw FolderFile.fault(
          TokenizerFile.NAME, "is no tokenizer: " + malformed.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("copying in memory", e);
    }
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
        model.copy();
      } else if (field.equals("truncation") || field.equals("padding")) {
        in.skipChildren();
        out.writeNull();
      } else if (field.equals("version") || value == JsonToken.VALUE_NULL) {
        out.copyCurrentEvent(in);
      } else {
        copyPart(field);
      }
    }
    out.writeEndObject();
  }

  private void copyPart(String section) throws IOException, InferenceException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (JsonGenerator part = TokenizerFile.JSON.createGenerator(text)) {
      part.copyCurrentStructure(in);
    }
    Json.Table table = Json.table(text.toByteArray(), TokenizerFile.NAME + ": " + section);
    if (section.equals("post_processor")) { // What it puts around texts is put there by Frame.
      frame = Frame.of(table);
      out.writeNull();
    } else {
      new PipelineRules(section).check(table);
      out.writeRawValue(text.toString(UTF_8));
    }
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
}
