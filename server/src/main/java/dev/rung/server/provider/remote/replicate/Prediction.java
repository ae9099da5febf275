package dev.rung.server.provider.remote.replicate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.remote.wire.Json;
import dev.rung.server.provider.remote.wire.Slice;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A prediction as it stands. Never logged: it holds the answer.
 *
 * @param id "" where the response names none
 * @param status such as "succeeded"
 * @param output all text until now
 * @param error why it failed; "" where it did not
 * @param usage absent where the model does not count tokens, and before its end
 * @param stream where its events are, where it has some
 */
record Prediction(
    String id,
    String status,
    String output,
    String error,
    Optional<Usage> usage,
    Optional<URI> stream) {

  /**
   * Reads one.
   *
   * @throws IOException when it is not a JSON object
   */
  static Prediction read(Slice json) throws IOException {
    Fields fields = new Fields();
    Json.object(json, () -> {}, fields);
    return fields.prediction();
  }

  boolean ended() {
    return switch (status) {
      case "succeeded", "failed", "canceled", "aborted" -> true;
      default -> false;
    };
  }

  boolean succeeded() {
    return status.equals("succeeded");
  }

  @Override
  public String toString() {
    return "Prediction[" + id + ", " + status + "]";
  }

  private static final class Fields implements Json.Fields {
    private final StringBuilder output = new StringBuilder();
    private String id = "";
    private String status = "";
    private String error = "";
    private OptionalLong input = OptionalLong.empty();
    private OptionalLong counted = OptionalLong.empty();
    private Optional<URI> stream = Optional.empty();

    @Override
    public void field(String name, JsonParser value) throws IOException {
      switch (name) {
        case "id" -> id = Json.text(value);
        case "status" -> status = Json.text(value);
        case "error" -> error = Json.text(value);
        case "output" -> output(value);
        case "metrics" -> Json.fields(value, this::metric);
        case "urls" -> Json.fields(value, this::url);
        default -> {}
      }
    }

    Prediction prediction() {
      Optional<Usage> usage =
          input.isPresent() && counted.isPresent()
              ? Optional.of(new Usage(input.getAsLong(), 0, counted.getAsLong(), 0, false))
              : Optional.empty();
      return new Prediction(id, status, output.toString(), error, usage, stream);
    }

    /** A text, or a list of its pieces. */
    private void output(JsonParser value) throws IOException {
      output.setLength(0);
      if (value.currentToken() == JsonToken.START_ARRAY) {
        Json.elements(value, piece -> output.append(Json.text(piece)));
      } else {
        output.append(Json.text(value));
      }
    }

    private void metric(String name, JsonParser value) throws IOException {
      switch (name) {
        case "input_token_count" -> input = OptionalLong.of(Json.count(value));
        case "output_token_count" -> counted = OptionalLong.of(Json.count(value));
        default -> {}
      }
    }

    private void url(String name, JsonParser value) throws IOException {
      if (name.equals("stream") && !Json.text(value).isBlank()) {
        stream = uri(Json.text(value));
      }
    }

    private static Optional<URI> uri(String text) {
      try {
        return Optional.of(new URI(text));
      } catch (URISyntaxException malformed) {
        return Optional.empty();
      }
    }
  }
}
