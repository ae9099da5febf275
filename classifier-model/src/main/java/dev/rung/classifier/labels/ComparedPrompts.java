package dev.rung.classifier.labels;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads files of compared prompts: UTF-8, one JSON object per line with {@code id}, {@code set},
 * {@code prompt}, {@code strong} and {@code weak}; other fields are passed over.
 */
public final class ComparedPrompts {
  private static final JsonFactory JSON = new JsonFactory();

  private ComparedPrompts() {}

  /**
   * The prompts of a file, in order.
   *
   * @throws LabelException when the file or a line cannot be read
   */
  public static List<ComparedPrompt> read(Path file) throws LabelException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new LabelException(file + ": cannot be read: " + e);
    }
    List<ComparedPrompt> prompts = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        prompts.add(prompt(lines.get(i), file + ":" + (i + 1)));
      }
    }
    return List.copyOf(prompts);
  }

  private static ComparedPrompt prompt(String line, String place) throws LabelException {
    Map<String, String> fields = fields(line, place);
    String id = required("id", fields, place);
    String set = required("set", fields, place);
    String text = required("prompt", fields, place);
    String strong = required("strong", fields, place);
    String weak = required("weak", fields, place);
    try {
      return new ComparedPrompt(
          id, set, text, Double.parseDouble(strong), Double.parseDouble(weak));
    } catch (IllegalArgumentException e) {
      throw new LabelException(
          place + ": strong and weak must be 0 to 1, id and set must not be blank");
    }
  }

  private static String required(String name, Map<String, String> fields, String place)
      throws LabelException {
    String value = fields.get(name);
    if (value == null) {
      throw new LabelException(place + ": has no " + name);
    }
    return value;
  }

  private static Map<String, String> fields(String line, String place) throws LabelException {
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
    } catch (JsonProcessingException e) {
      throw new LabelException(place + ": is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("reading a text in memory failed", e);
    }
    return fields;
  }
}
