package dev.rung.server.provider.remote.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Writes the JSON schema of a tool's arguments as strict providers take it: as that of an object,
 * which says so and has {@code properties}, be they none. JSON Schema asks for neither.
 *
 * <p>Source: OpenAI's error "object schema missing properties" and Anthropic's "input_schema.type:
 * Field required".
 */
public final class ToolSchema {
  private static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";
  private static final String TYPE = "type";
  private static final String OBJECT = "object";
  private static final String PROPERTIES = "properties";

  private ToolSchema() {}

  /**
   * Writes it; a blank one as that of a tool without arguments. One of another type than an object
   * stays as it is.
   *
   * @throws IOException when the text is neither blank nor exactly one JSON object
   */
  public static void write(String schema, JsonGenerator to) throws IOException {
    try (JsonParser parser = Json.FACTORY.createParser(schema.isBlank() ? NO_PARAMETERS : schema)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(parser, "not an object");
      }
      to.writeStartObject();
      writeFields(parser, to);
      to.writeEndObject();
      Json.requireEnd(parser);
    }
  }

  private static void writeFields(JsonParser parser, JsonGenerator to) throws IOException {
    boolean typed = false;
    boolean object = true;
    boolean named = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals(TYPE)) {
        typed = true;
        object = Json.text(parser).equals(OBJECT);
      }
      named |= name.equals(PROPERTIES);
      to.writeFieldName(name);
      Json.copyValue(parser, to);
    }
    if (!typed) {
      to.writeStringField(TYPE, OBJECT);
    }
    if (object && !named) {
      to.writeObjectFieldStart(PROPERTIES);
      to.writeEndObject();
    }
  }
}
