package dev.rung.server.provider.remote.gemini;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rung.server.provider.remote.wire.Json;
import dev.rung.server.provider.remote.wire.SchemaShape;
import java.io.IOException;
import java.util.Set;

/**
 * Writes JSON schemas. Gemini has two fields for each: an older one for a part of OpenAPI's schema
 * objects, which every model takes, and one for JSON Schema proper.
 *
 * <p>Source: ai.google.dev/api/caching#Schema.
 */
final class SchemaFields {
  private static final Set<String> TYPE_ALONE = Set.of("type");

  private SchemaFields() {}

  /** The schema of a tool's arguments; without one the tool takes none. */
  static void writeParameters(String schema, JsonGenerator json) throws IOException {
    if (!schema.isBlank()) {
      write(schema, "parameters", "parametersJsonSchema", json);
    }
  }

  /** The schema of the answer; that of any object is what JSON mode asks for by itself. */
  static void writeResponse(String schema, JsonGenerator json) throws IOException {
    SchemaShape shape = SchemaShape.of(schema);
    boolean anyObject = shape.object() && shape.usesOnly(TYPE_ALONE);
    if (!anyObject) {
      write(schema, "responseSchema", "responseJsonSchema", json);
    }
  }

  private static void write(String schema, String older, String newer, JsonGenerator json)
      throws IOException {
    json.writeFieldName(OpenApiSchema.is(schema) ? older : newer);
    Json.copy(schema, json);
  }
}
