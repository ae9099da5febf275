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
 * @param severalTypes whether a {@code type} is a list
 * @param openObjects whether an object may have fields that the schema does not name
 * @param emptyProperties whether {@code properties} names none
 */
public record SchemaShape(
    Set<String> keywords, boolean severalTypes, boolean openObjects, boolean emptyProperties) {
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
        walk.keywords, walk.severalTypes, walk.openObjects, walk.emptyProperties);
  }

  /** Whether it uses nothing else. */
  public boolean usesOnly(Set<String> known) {
    return known.containsAll(keywords);
  }

  private static final class Walk {
    private final Set<String> keywords = new HashSet<>();
    private boolean severalTypes;
    private boolean openObjects;
    private boolean emptyProperties;

    void schema(JsonParser at) throws IOException {
      OneSchema one = new OneSchema(this);
      if (at.currentToken() == JsonToken.START_ARRAY) {
        Json.elements(at, this::schema);
      } else {
        Json.fields(at, one);
      }
      openObjects |= one.isObject && !one.closed;
    }
  }

  private static final class OneSchema implements Json.Fields {
    private final Walk walk;
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
      } else if (OF_NAMED_SCHEMAS.contains(name)) {
        named(name, value);
      } else if (!OF_VALUES.contains(name)) {
        walk.schema(value);
      }
    }

    private void named(String keyword, JsonParser value) throws IOException {
      int[] count = {0};
      Json.fields(
          value,
          (_, schema) -> {
            count[0]++;
            walk.schema(schema);
          });
      walk.emptyProperties |= keyword.equals("properties") && count[0] == 0;
    }

    private void type(JsonParser value) throws IOException {
      walk.severalTypes |= value.currentToken() == JsonToken.START_ARRAY;
      isObject |= Json.text(value).equals("object");
    }
  }
}
