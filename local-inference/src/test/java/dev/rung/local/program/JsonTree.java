package dev.rung.local.program;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON file as lists, maps and numbers. */
public record JsonTree(Object value) {

  static JsonTree read(Path file) {
    try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
      parser.nextToken();
      return new JsonTree(value(parser));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonTree get(String key) {
    Object found = ((Map<?, ?>) value).get(key);
    if (found == null) {
      throw new IllegalArgumentException("no " + key);
    }
    return new JsonTree(found);
  }

  List<JsonTree> list() {
    return ((List<?>) value).stream().map(JsonTree::new).toList();
  }

  float[] floats() {
    List<JsonTree> numbers = list();
    float[] floats = new float[numbers.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers.get(i).number();
    }
    return floats;
  }

  int[] ints() {
    return list().stream().mapToInt(each -> (int) each.number()).toArray();
  }

  String text() {
    return (String) value;
  }

  double number() {
    return ((Number) value).doubleValue();
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          fields.put(name, value(parser));
        }
        yield fields;
      }
      case START_ARRAY -> {
        List<Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          values.add(value(parser));
        }
        yield values;
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      default -> parser.getText();
    };
  }
}
