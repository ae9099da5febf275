package dev.rung.server.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of JSON. Two are equal where JSON Schema takes them for equal. Immutable. */
sealed interface JsonValue {
  record Nothing() implements JsonValue {}

  record Flag(boolean value) implements JsonValue {}

  /** A number without trailing zeros, so that 1 and 1.0 are equal. */
  record Figure(BigDecimal value) implements JsonValue {}

  record Text(String value) implements JsonValue {}

  record Items(List<JsonValue> values) implements JsonValue {
    public Items {
      values = List.copyOf(values);
    }
  }

  record Fields(Map<String, JsonValue> values) implements JsonValue {
    public Fields {
      values = Map.copyOf(values);
    }
  }

  /** Deeper values are not read. */
  int MAX_DEPTH = 100;

  /** A number with more digits before or after the point is not read. */
  int MAX_DIGITS = 1_000;

  /** Safe for several threads. */
  JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_DIGITS)
                  .build())
          .build();

  /**
   * Reads a text that is one value.
   *
   * @throws IOException when it is anything else, or too deep or long to be read
   */
  static JsonValue parse(String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      JsonValue value = read(parser);
      if (parser.nextToken() != null) {
        throw new IOException("more than one value");
      }
      return value;
    }
  }

  private static JsonValue read(JsonParser at) throws IOException {
    JsonToken token = at.currentToken();
    if (token == null) {
      throw new IOException("no value");
    }
    return switch (token) {
      case START_OBJECT -> fields(at);
      case START_ARRAY -> items(at);
      case VALUE_STRING -> new Text(at.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Figure(number(at));
      case VALUE_TRUE -> new Flag(true);
      case VALUE_FALSE -> new Flag(false);
      case VALUE_NULL -> new Nothing();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IOException("no value");
    };
  }

  private static JsonValue fields(JsonParser at) throws IOException {
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    while (at.nextToken() == JsonToken.FIELD_NAME) {
      String name = at.currentName();
      at.nextToken();
      fields.put(name, read(at));
    }
    return new Fields(fields);
  }

  private static JsonValue items(JsonParser at) throws IOException {
    List<JsonValue> items = new ArrayList<>();
    while (at.nextToken() != JsonToken.END_ARRAY) {
      items.add(read(at));
    }
    return new Items(items);
  }

  private static BigDecimal number(JsonParser at) throws IOException {
    BigDecimal number = at.getDecimalValue().stripTrailingZeros();
    if (Math.abs((long) number.scale()) > MAX_DIGITS) {
      throw new IOException("a number too large or small");
    }
    return number;
  }
}
