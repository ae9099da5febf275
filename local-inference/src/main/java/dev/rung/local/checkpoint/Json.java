package dev.rung.local.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.rung.local.InferenceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A JSON value (RFC 8259). Numbers keep their digits until somebody says what they are. */
public sealed interface Json {

  record Text(String value) implements Json {}

  record Figure(String digits) implements Json {}

  record Flag(boolean value) implements Json {}

  record Nothing() implements Json {}

  record Sequence(List<Json> values) implements Json {
    public Sequence {
      values = List.copyOf(values);
    }
  }

  /** An object; its fields in the order of the file. */
  record Table(SequencedMap<String, Json> fields) implements Json {}

  /** Names, values and brackets at most: the lists of a checkpoint of 60,000 tensors. */
  int MAX_TOKENS = 1_000_000;

  /** Deeper nesting is refused; a configuration needs three levels. */
  int MAX_DEPTH = 32;

  JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(100)
                  .maxTokenCount(MAX_TOKENS)
                  .build())
          .build();

  /**
   * Reads bytes that are one object.
   *
   * @param file its name, for errors
   * @throws InferenceException when the bytes are anything else, or name a field twice
   */
  static Table table(byte[] bytes, String file) throws InferenceException {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Faults.in(file, "is no JSON object");
      }
      Table table = readTable(parser);
      if (parser.nextToken() != null) {
        throw Faults.in(file, "goes on after its JSON object");
      }
      return table;
    } catch (JsonProcessingException malformed) {
      throw Faults.in(file, "is no JSON: " + malformed.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private static Table readTable(JsonParser parser) throws IOException {
    SequencedMap<String, Json> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, read(parser));
    }
    return new Table(fields);
  }

  private static Json read(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> readTable(parser);
      case START_ARRAY -> {
        List<Json> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          values.add(read(parser));
        }
        yield new Sequence(values);
      }
      case VALUE_STRING -> new Text(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Figure(parser.getText());
      case VALUE_TRUE -> new Flag(true);
      case VALUE_FALSE -> new Flag(false);
      case VALUE_NULL -> new Nothing();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("a value cannot begin with " + parser.currentToken());
    };
  }
}
