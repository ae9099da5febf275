package dev.rung.bench.tasks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * One of the example tasks.
 *
 * @param language ISO 639-1
 * @param system a system message before it
 */
record ExampleTask(
    String id, String kind, String language, String prompt, Optional<String> system) {
  private static final JsonFactory JSON = new JsonFactory();

  /** As a line of the file. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("id", id);
      json.writeStringField("kind", kind);
      json.writeStringField("language", language);
      if (system.isPresent()) {
        json.writeArrayFieldStart("messages");
        message(json, "system", system.get());
        message(json, "user", prompt);
        json.writeEndArray();
      } else {
        json.writeStringField("prompt", prompt);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void message(JsonGenerator json, String role, String content) throws IOException {
    json.writeStartObject();
    json.writeStringField("role", role);
    json.writeStringField("content", content);
    json.writeEndObject();
  }
}
