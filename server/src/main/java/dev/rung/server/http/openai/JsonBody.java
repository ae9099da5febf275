package dev.rung.server.http.openai;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the body of a request: one JSON object in UTF-8, within bounds, no field named twice. */
final class JsonBody {

  /** The bytes are no such body; the message says where and holds nothing of them. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }

    String rule() {
      return String.valueOf(getMessage());
    }
  }

  private final JsonParser parser;

  private JsonBody(JsonParser parser) {
    this.parser = parser;
  }

  static JsonValue.Fields read(byte[] body) throws Unreadable {
    try (JsonParser parser = Json.FACTORY.createParser(body)) {
      return new JsonBody(parser).whole();
    } catch (StreamConstraintsException beyond) {
      throw new Unreadable("is nested too deeply or has too many values" + at(beyond));
    } catch (JsonProcessingException malformed) {
      throw new Unreadable("is not JSON" + at(malformed));
    } catch (IOException notText) {
      throw new Unreadable("is not UTF-8");
    }
  }

  private static String at(JsonProcessingException failure) {
    JsonLocation location = failure.getLocation();
    return location == null ? "" : at(location);
  }

  private static String at(JsonLocation location) {
    return ": see line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private JsonValue.Fields whole() throws IOException, Unreadable {
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      throw new Unreadable(first == null ? "must not be empty" : "must be a JSON object");
    }
    JsonValue.Fields fields = fields();
    if (parser.nextToken() != null) {
      throw new Unreadable("must be a single JSON object" + at(parser.currentTokenLocation()));
    }
    return fields;
  }

  private JsonValue.Fields fields() throws IOException, Unreadable {
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = wellFormed(parser.currentName());
      JsonLocation where = parser.currentTokenLocation();
      parser.nextToken();
      if (fields.put(name, value()) != null) {
        throw new Unreadable("names a field twice" + at(where));
      }
    }
    return new JsonValue.Fields(fields);
  }

  private JsonValue value() throws IOException, Unreadable {
    return switch (parser.currentToken()) {
      case START_OBJECT -> fields();
      case START_ARRAY -> array();
      case VALUE_STRING -> new JsonValue.Text(wellFormed(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Numeral(parser.getText());
      case VALUE_TRUE -> new JsonValue.Flag(true);
      case VALUE_FALSE -> new JsonValue.Flag(false);
      case VALUE_NULL -> new JsonValue.Nothing();
      default -> throw new Unreadable("is not JSON" + at(parser.currentTokenLocation()));
    };
  }

  private JsonValue array() throws IOException, Unreadable {
    List<JsonValue> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value());
    }
    return new JsonValue.Array(elements);
  }

  /** Half of a surrogate pair, which an escape can write, has no form in UTF-8. */
  private String wellFormed(String text) throws Unreadable {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSurrogatePair(text.charAt(i), next(text, i))) {
          throw new Unreadable("has half of a surrogate pair" + at(parser.currentTokenLocation()));
        }
        i++;
      }
    }
    return text;
  }

  private static char next(String text, int i) {
    return i + 1 < text.length() ? text.charAt(i + 1) : ' ';
  }
}
