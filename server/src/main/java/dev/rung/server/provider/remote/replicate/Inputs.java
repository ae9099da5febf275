package dev.rung.server.provider.remote.replicate;

import com.fasterxml.jackson.core.JsonParser;
import dev.rung.server.provider.remote.wire.Json;
import dev.rung.server.provider.remote.wire.Slice;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The inputs that a model has: Replicate drops what a prediction names beyond them.
 *
 * @param known their names; absent where they could not be looked up, and all may be there
 */
record Inputs(Optional<Set<String>> known) {
  static final Inputs UNKNOWN = new Inputs(Optional.empty());

  /** What models call the most tokens of an answer. */
  private static final List<String> BOUNDS =
      List.of(
          "max_tokens",
          "max_new_tokens",
          "max_completion_tokens",
          "max_output_tokens",
          "max_length");

  Inputs {
    known = known.map(Set::copyOf);
  }

  /**
   * Reads the description of a model, or of one of its versions.
   *
   * @throws IOException when it is not a JSON object, or names no inputs
   */
  static Inputs read(Slice json) throws IOException {
    Schema schema = new Schema();
    Json.object(json, schema.names::clear, schema::field);
    if (schema.names.isEmpty()) {
      throw new IOException("no inputs are described");
    }
    return new Inputs(Optional.of(schema.names));
  }

  /** Whether it has this one, as far as is known. */
  boolean have(String name) {
    return known.map(names -> names.contains(name)).orElse(true);
  }

  /** The one that bounds the answer; absent where there is none. */
  Optional<String> bound() {
    return BOUNDS.stream().filter(this::have).findFirst();
  }

  /** Finds {@code components.schemas.Input.properties} of an OpenAPI schema. */
  private static final class Schema {
    private final Set<String> names = new HashSet<>();

    void field(String name, JsonParser value) throws IOException {
      switch (name) {
        case "latest_version", "openapi_schema" -> Json.fields(value, this::field);
        case "components" ->
            inside(
                value,
                "schemas",
                schemas ->
                    inside(
                        schemas,
                        "Input",
                        input ->
                            inside(
                                input,
                                "properties",
                                properties ->
                                    Json.fields(properties, (known, _) -> names.add(known)))));
        default -> {}
      }
    }

    private static void inside(JsonParser object, String wanted, Json.Elements then)
        throws IOException {
      Json.fields(
          object,
          (name, value) -> {
            if (name.equals(wanted)) {
              then.element(value);
            }
          });
    }
  }
}
