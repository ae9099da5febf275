package dev.rung.server.provider.remote.openai;

import dev.rung.server.provider.remote.wire.SchemaShape;
import java.io.IOException;
import java.util.Set;

/**
 * Whether OpenAI's own models can be held to a JSON schema, by {@code strict}: without it they are
 * shown the schema and may miss it. What may stand in such a schema is less than the standard has,
 * and one that has more is refused, so that only what is surely taken counts.
 *
 * <p>Source: "Supported schemas" in OpenAI's guide to structured outputs.
 */
final class StrictSchema {
  private static final Set<String> TAKEN =
      Set.of(
          "type",
          "properties",
          "required",
          "additionalProperties",
          "items",
          "enum",
          "const",
          "anyOf",
          "$ref",
          "$defs",
          "title",
          "description");

  /** A longer one may have more levels or names than are taken. */
  private static final int LONGEST = 10_000;

  private StrictSchema() {}

  /**
   * Whether {@code strict} is asked for.
   *
   * @throws IOException when the schema is not JSON
   */
  static boolean isFor(String modelId, String schema) throws IOException {
    if (!ModelFamily.isOpenAis(modelId) || schema.length() > LONGEST) {
      return false;
    }
    SchemaShape shape = SchemaShape.of(schema);
    return shape.object()
        && shape.usesOnly(TAKEN)
        && !shape.openObjects()
        && !shape.emptyProperties()
        && !shape.optionalProperties();
  }
}
