package dev.rung.server.provider.remote.anthropic;

import dev.rung.server.generate.Prompt;
import dev.rung.server.provider.remote.wire.DescribedSchema;
import dev.rung.server.provider.remote.wire.SchemaShape;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * How the JSON schema of an answer is asked for: the model is held to it where it can be and the
 * schema is of the kind that it can be held to, else it is told in the system prompt.
 *
 * <p>Source: the limits in platform.claude.com/docs/en/build-with-claude/structured-outputs.
 *
 * @param described what the system prompt says
 */
record AnswerSchema(Optional<String> enforced, Optional<String> described) {
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
          "allOf",
          "$ref",
          "$defs",
          "definitions",
          "title",
          "description",
          "default",
          "$schema",
          "$id");

  private static final AnswerSchema NONE = new AnswerSchema(Optional.empty(), Optional.empty());

  static AnswerSchema of(Prompt prompt, Claude model) throws IOException {
    if (prompt.responseSchema().isEmpty()) {
      return NONE;
    }
    String schema = prompt.responseSchema().get();
    SchemaShape shape = SchemaShape.of(schema);
    boolean enforceable =
        model.keepsToSchemas()
            && shape.usesOnly(TAKEN)
            && shape.keywords().contains("properties")
            && !shape.openObjects();
    return enforceable
        ? new AnswerSchema(Optional.of(schema), Optional.empty())
        : new AnswerSchema(Optional.empty(), Optional.of(DescribedSchema.of(schema)));
  }
}
