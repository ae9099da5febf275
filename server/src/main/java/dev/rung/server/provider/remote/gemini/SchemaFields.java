package dev.rung.server.provider.remote.gemini;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rung.server.provider.remote.wire.Json;
import dev.rung.server.provider.remote.wire.SchemaShape;
import java.io.IOException;
import java.util.Set;

/**
 * Writes JSON schemas. Gemini has two fields for each: an older one for a part of OpenAPI's schema
 * objects, which every model takes, and one for JSON Schema proper. The older one refuses keywords
 * that it does not know.
 *
 * <p>Source: ai.google.dev/api/caching#Schema.
 */
final class SchemaFields {
  private static final Set<String> OF_OPENAPI =
      Set.of(
          "type",
          "format",
          "title",
          "description",
          "nullable",
          "enum",
          "maxItems",
          "minItems",
          "properties",
          "required",
          "minProperties",
          "maxProperties",
          "minLength",
          "maxLength",
          "pattern",
          "example",
          "anyOf",
          "propertyOrdering",
          "default",
          "items",
          "minimum",
          "maximum");

  private SchemaFields() {}

  /** The schema of a tool's arguments; without one the tool takes none. */
  static void writeParameters(String schema, JsonGenerator json) throws IOException {
    if (!schema.isBlank()) {
      write(schema, "parameters", "parametersJsonSchema", json);
    }
  }

  /** The schema of the answer. */
  static void writeResponse(String schema, JsonGenerator json) throws IOException {
    write(schema, "responseSchema", "responseJsonSchema", json);
  }

  private static void write(String schema, String older, String newer, JsonGenerator json)
      throws IOException {
    SchemaShape shape = SchemaShape.of(schema);
    boolean openApi =
        shape.usesOnly(OF_OPENAPI)
            && shape.keywords().contains("type")
            && !shape.severalTypes()
            && !shape.emptyProperties();
    json.writeFieldName(openApi ? older : newer);
    Json.copy(schema, json);
  }
}
