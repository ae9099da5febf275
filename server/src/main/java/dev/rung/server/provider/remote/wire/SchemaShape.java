package dev.rung.server.provider.remote.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * What a JSON schema makes use of: providers take different parts of the standard, and refuse a
 * request for a keyword that is not among theirs.
 *
 * @param keywords every keyword, at any depth
 * @param openObjects whether an object may have fields that the schema does not name
 * @param emptyProperties whether {@code properties} names none
 * @param optionalProperties whether an object may lack one of the {@code properties} that it names
 * @param object whether the whole is an object and nothing else, by its own {@code type}
 */
public record SchemaShape(
    Set<String> keywords,
    boolean openObjects,
    boolean emptyProperties,
    boolean optionalProperties,
    boolean object) {
  /** Keywords whose value maps names to schemas. */
  private static final Set<String> OF_NAMED_SCHEMAS =
      Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

  /** Keywords whose value is a value of the answer, not a schema. */
  private static final Set<String> OF_VALUES =
      Set.of("enum", "const", "default", "example", "examples", "required");

  public SchemaShape {
    keywords = Set.copyOf(keywords);
  }

  /**
   * The shape of this schema.
   *
   * @throws IOException when the text is not JSON
   */
  public static SchemaShape of(String schema) throws IOException {
    Walk walk = new Walk();
    try (JsonParser parser = Json.FACTORY.createParser(schema)) {
      parser.nextToken();
      walk.schema(parser);
    }
    return new SchemaShape(
        walk.keywords,
        walk.openObjects,
        walk.emptyProperties,
        walk.optionalProperties,
        walk.lastType.equals("object"));
  }

  /** Whether it uses nothing else. */
  public boolean usesOnly(Set<String> known) {
    return known.containsAll(keywords);
  }

  private static final class Walk {
    private final Set<String> keywords = new HashSet<>();
    private boolean openObjects;
    private boolean emptyProperties;
    private boolean optionalProperties;

    /** Of the schema that ended last, which in the end is the whole; "" where it has none. */
    private String lastType = "";

    void schema(JsonParser at) throws IOException {
      OneSchema one = new OneSchema(this);
      if (at.currentToken() == JsonToken.START_ARRAY) {
        Json.elements(at, this::schema);
      } else {
        Json.fields(at, one);
      }
      openObjects |= one.isObject && !one.closed;
      optionalProperties |= !one.required.containsAll(one.properties);
      lastType = one.type;
    }
  }

  private static final class OneSchema implements Json.Fields {
    private final Walk walk;
    private final Set<String> properties = new HashSet<>();
    private final Set<String> required = new HashSet<>();
    private String type = "";
    private boolean isObject;
    private boolean closed;

    OneSchema(Walk walk) {
      this.walk = walk;
    }

    @Override
    public void field(String name, JsonParser value) throws IOException {
      walk.keywords.add(name);
      isObject |= name.equals("properties");
      if (name.equals("type")) {
        type(value);
      } else if (name.equals("additionalProperties")) {
        closed = value.currentToken() == JsonToken.VALUE_FALSE;
        walk.schema(value);
      } else if (name.equals("required")) {
        Json.elements(value, one -> required.add(Json.text(one)));
      } else if (OF_NAMED_SCHEMAS.contains(name)) {
        named(name, value);
      } else if (!OF_VALUES.contains(name)) {
        walk.schema(value);
      }
    }

    private void named(String keyword, JsonParser value) throws IOException {
      Set<String> names = keyword.equals("properties") ? properties : new HashSet<>();
      Json.fields(
          value,
          (named, schema) -> {
            names.add(named);
            walk.schema(schema);
          });
      walk.emptyProperties |= keyword.equals("properties") && names.isEmpty();
    }

    private void type(JsonParser value) throws IOException {
      type = Json.text(value);
      isObject |= type.equals("object");
    }
  }
}
