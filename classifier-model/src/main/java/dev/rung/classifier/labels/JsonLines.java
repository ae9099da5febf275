package dev.rung.classifier.labels;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files of JSON objects, UTF-8, one a line; empty lines are passed over. */
final class JsonLines {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private JsonLines() {}

  /** Takes one line that is not empty. */
  @FunctionalInterface
  interface Taker {
    /**
     * One line.
     *
     * @param place file and line, for messages
     */
    void take(String line, String place) throws LabelException;
  }

  /**
   * Hands on every line of a file, in order.
   *
   * @throws LabelException when the file cannot be read
   */
  static void read(Path file, Taker taker) throws LabelException {
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        taker.take(lines.get(i), file + ":" + (i + 1));
      }
    }
  }

  /**
   * The fields of an object that are texts, numbers or truth values, as texts; others are passed
   * over.
   *
   * @throws LabelException when the line is no JSON object
   */
  static Fields fields(String line, String place) throws LabelException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser at = JSON.createParser(line)) {
      if (at.nextToken() != JsonToken.START_OBJECT) {
        throw new LabelException(place + ": is not a JSON object");
      }
      for (String name = at.nextFieldName(); name != null; name = at.nextFieldName()) {
        if (at.nextToken().isScalarValue()) {
          fields.put(name, at.getText());
        } else {
          at.skipChildren();
        }
      }
      if (at.nextToken() != null) {
        throw new LabelException(place + ": goes on after its JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new LabelException(place + ": is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("reading a text in memory failed", e);
    }
    return new Fields(fields, place);
  }

  /** The fields of one line. */
  record Fields(Map<String, String> values, String place) {
    boolean has(String name) {
      return values.containsKey(name);
    }

    String text(String name) throws LabelException {
      String value = values.get(name);
      if (value == null) {
        throw problem("has no " + name);
      }
      return value;
    }

    double number(String name) throws LabelException {
      String value = text(name);
      try {
        return Double.parseDouble(value);
      } catch (NumberFormatException e) {
        throw problem(name + " must be a number, not " + value);
      }
    }

    LabelException problem(String what) {
      return new LabelException(place + ": " + what);
    }
  }

  private static List<String> lines(Path file) throws LabelException {
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new LabelException(file + ": is not UTF-8 text");
    } catch (IOException e) {
      throw new LabelException(file + ": cannot be read: " + e);
    }
  }
}
