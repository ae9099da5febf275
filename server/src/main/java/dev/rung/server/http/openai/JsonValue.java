package dev.rung.server.http.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value of a request. Never logged: it holds prompts. */
sealed interface JsonValue {

  record Text(String text) implements JsonValue {}

  /** As it was written. */
  record Numeral(String digits) implements JsonValue {}

  record Flag(boolean on) implements JsonValue {}

  record Nothing() implements JsonValue {}

  record Array(List<JsonValue> elements) implements JsonValue {}

  /** In the order in which the fields were sent. */
  record Fields(Map<String, JsonValue> fields) implements JsonValue {}

  /** In words, with an article. */
  default String kind() {
    return switch (this) {
      case Text text -> "a string";
      case Numeral number -> "a number";
      case Flag flag -> "a boolean";
      case Nothing nothing -> "null";
      case Array array -> "an array";
      case Fields fields -> "an object";
    };
  }

  /** A whole number of 32 bits; absent for anything else. */
  default Optional<Integer> int32() {
    try {
      return this instanceof Numeral(String digits)
          ? Optional.of(Integer.valueOf(digits))
          : Optional.empty();
    } catch (NumberFormatException otherNumber) {
      return Optional.empty();
    }
  }

  /** As JSON text. */
  default String json() {
    return Json.text(this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    switch (this) {
      case Text(String text) -> json.writeString(text);
      case Numeral(String digits) -> json.writeNumber(digits);
      case Flag(boolean on) -> json.writeBoolean(on);
      case Nothing nothing -> json.writeNull();
      case Array(List<JsonValue> elements) -> {
        json.writeStartArray();
        for (JsonValue element : elements) {
          element.write(json);
        }
        json.writeEndArray();
      }
      case Fields(Map<String, JsonValue> fields) -> {
        json.writeStartObject();
        for (Map.Entry<String, JsonValue> field : fields.entrySet()) {
          json.writeFieldName(field.getKey());
          field.getValue().write(json);
        }
        json.writeEndObject();
      }
    }
  }
}
