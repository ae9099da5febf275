package dev.rung.local.tokenizer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.rung.local.InferenceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads from tokenizer.json what the library does not tell. */
final class TokenizerFile {
  static final String NAME = "tokenizer.json";
  static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private TokenizerFile() {}

  /**
   * The tokens that were added to the vocabulary, in the order of the file.
   *
   * @throws InferenceException when the bytes are no JSON object, or the tokens no tokens
   */
  static List<AddedToken> addedTokens(byte[] bytes) throws InferenceException {
    List<AddedToken> tokens = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw FolderFile.fault(NAME, "is no JSON object");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        boolean added = "added_tokens".equals(parser.currentName());
        if (parser.nextToken() == JsonToken.START_ARRAY && added) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            tokens.add(addedToken(parser));
          }
        } else {
          parser.skipChildren();
        }
      }
    } catch (JsonProcessingException malformed) {
      throw FolderFile.fault(NAME, "is no JSON: " + malformed.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
    return tokens;
  }

  private static AddedToken addedToken(JsonParser parser) throws IOException, InferenceException {
    int id = -1;
    String content = "";
    Set<String> set = new HashSet<>();
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String field = parser.currentName();
        switch (parser.nextToken()) {
          case VALUE_NUMBER_INT -> id = field.equals("id") ? parser.getIntValue() : id;
          case VALUE_STRING -> content = field.equals("content") ? parser.getText() : content;
          case VALUE_TRUE -> set.add(field);
          default -> parser.skipChildren();
        }
      }
    }
    if (id < 0 || content.isEmpty() || !isWhole(content)) {
      throw FolderFile.fault(NAME, "has added_tokens; each must have an id and a content");
    }
    return new AddedToken(
        id,
        content,
        set.contains("single_word"),
        set.contains("lstrip"),
        set.contains("rstrip"),
        set.contains("normalized"),
        set.contains("special"));
  }

  /** Whether a text has no half of a surrogate pair, which JSON can spell. */
  static boolean isWhole(String text) {
    return text.codePoints()
        .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }
}
