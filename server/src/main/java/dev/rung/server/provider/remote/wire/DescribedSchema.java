package dev.rung.server.provider.remote.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How a model is told the JSON schema of its answer where it cannot be held to it. */
public final class DescribedSchema {
  private static final String INTRODUCTION =
      "Answer with nothing but JSON that follows this JSON schema, without a code fence:\n";

  private DescribedSchema() {}

  /** What the decision says of it. */
  public static String note(String model) {
    return "the JSON schema was told to " + model + ", which cannot be held to it";
  }

  /** What the system prompt says of this schema. */
  public static String of(String schema) {
    return INTRODUCTION + schema;
  }

  /**
   * Whether an answer that follows it may be an object, as JSON mode makes each one.
   *
   * @throws IOException when it is not JSON
   */
  public static boolean mayBeObject(String schema) throws IOException {
    List<String> types = new ArrayList<>();
    Json.object(
        Slice.of(schema.getBytes(UTF_8)),
        types::clear,
        (name, value) -> {
          if (name.equals("type") && value.currentToken() == JsonToken.START_ARRAY) {
            Json.elements(value, one -> types.add(Json.text(one)));
          } else if (name.equals("type")) {
            types.add(Json.text(value));
          }
        });
    return types.isEmpty() || types.contains("object");
  }
}
