package dev.rung.server.provider.remote.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rung.server.provider.remote.wire.Json;
import dev.rung.server.provider.remote.wire.Slice;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whether a JSON schema is one of the schema objects of OpenAPI that Gemini's older fields take.
 * They refuse what JSON Schema has beyond that: other keywords, formats and types, values to choose
 * from that are no texts, objects without properties, lists without the schema of their elements.
 *
 * <p>Source: ai.google.dev/api/caching#Schema, and the errors "only allowed for STRING type", "only
 * 'enum' and 'date-time' are supported for STRING type", "should be non-empty for OBJECT type",
 * "only allowed for OBJECT type" and "Unknown name". One schema, one thread.
 */
final class OpenApiSchema {
  /** Keywords that stand with any type and ask for nothing that could be wrong. */
  private static final Set<String> HARMLESS =
      Set.of(
          "title",
          "description",
          "nullable",
          "maxItems",
          "minItems",
          "minProperties",
          "maxProperties",
          "minLength",
          "maxLength",
          "pattern",
          "example",
          "propertyOrdering",
          "default",
          "minimum",
          "maximum");

  /** What {@code format} may be, by type. */
  private static final Map<String, Set<String>> FORMATS =
      Map.of(
          "string", Set.of("enum", "date-time"),
          "number", Set.of("float", "double"),
          "integer", Set.of("int32", "int64"),
          "boolean", Set.of(),
          "array", Set.of(),
          "object", Set.of(),
          "null", Set.of());

  private boolean fits = true;

  private OpenApiSchema() {}

  /**
   * Whether it is.
   *
   * @throws IOException when the text is not exactly one JSON object
   */
  static boolean is(String schema) throws IOException {
    OpenApiSchema read = new OpenApiSchema();
    Node whole = read.new Node();
    Json.object(Slice.of(schema.getBytes(UTF_8)), () -> {}, whole);
    return read.fits && whole.fits();
  }

  private void schema(JsonParser at) throws IOException {
    Node node = new Node();
    fits &= at.currentToken() == JsonToken.START_OBJECT;
    Json.fields(at, node);
    fits &= node.fits();
  }

  private final class Node implements Json.Fields {
    private final Set<String> properties = new HashSet<>();
    private final Set<String> required = new HashSet<>();
    private String type = "";
    private String format = "";
    private boolean choices;
    private boolean textsAlone = true;
    private boolean elements;
    private boolean alternatives;

    @Override
    public void field(String name, JsonParser value) throws IOException {
      switch (name) {
        case "type" -> type = Json.text(value).toLowerCase(Locale.ROOT);
        case "format" -> format = Json.text(value);
        case "enum" -> {
          choices = true;
          Json.elements(value, this::choice);
        }
        case "properties" -> Json.fields(value, this::property);
        case "required" -> Json.elements(value, one -> required.add(Json.text(one)));
        case "items" -> {
          elements = true;
          schema(value);
        }
        case "anyOf" -> {
          alternatives = true;
          Json.elements(value, OpenApiSchema.this::schema);
        }
        default -> fits &= HARMLESS.contains(name);
      }
    }

    private void choice(JsonParser value) throws IOException {
      textsAlone &= value.currentToken() == JsonToken.VALUE_STRING && !Json.text(value).isEmpty();
    }

    private void property(String name, JsonParser value) throws IOException {
      properties.add(name);
      schema(value);
    }

    boolean fits() {
      boolean known = FORMATS.containsKey(type) || (alternatives && type.isEmpty());
      boolean formatted = format.isEmpty() || FORMATS.getOrDefault(type, Set.of()).contains(format);
      boolean chosen = !choices || (type.equals("string") && textsAlone);
      boolean named = type.equals("object") != properties.isEmpty();
      boolean listed = type.equals("array") == elements;
      return known && formatted && chosen && named && listed && properties.containsAll(required);
    }
  }
}
