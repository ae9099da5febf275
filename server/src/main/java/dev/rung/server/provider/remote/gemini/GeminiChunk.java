package dev.rung.server.provider.remote.gemini;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.remote.wire.ErrorBody;
import dev.rung.server.provider.remote.wire.Json;
import dev.rung.server.provider.remote.wire.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one event of a stream says, or a response in one piece: they have the same form. Read into
 * again and again by one thread. Thoughts are no part of the answer; of several candidates the
 * first one counts.
 */
final class GeminiChunk {
  private final StringBuilder text = new StringBuilder();
  private final List<Call> calls = new ArrayList<>();
  private boolean thought;
  private boolean candidates;
  private String finishReason = "";
  private String blockReason = "";
  private String id = "";
  private Optional<Usage> usage = Optional.empty();
  private ErrorBody error = ErrorBody.NONE;

  /** A whole call of a tool; the id is "" where there is none. */
  record Call(String id, String name, String arguments) {}

  /**
   * Reads the next one.
   *
   * @throws IOException when it is not a JSON object
   */
  void read(Slice json) throws IOException {
    Json.object(json, this::clear, this::field);
  }

  String text() {
    return text.toString();
  }

  List<Call> calls() {
    return calls;
  }

  /** Whether it brings anything of the answer, be it thoughts that are not shown. */
  boolean isOutput() {
    return thought || !text.isEmpty() || !calls.isEmpty();
  }

  /** Whether it is part of an answer at all. */
  boolean isAnswer() {
    return candidates || !blockReason.isEmpty() || usage.isPresent();
  }

  /** "" while the answer goes on. */
  String finishReason() {
    return finishReason;
  }

  /** Why the prompt is not answered; "" where it is. */
  String blockReason() {
    return blockReason;
  }

  /** "" where it names none. */
  String id() {
    return id;
  }

  Optional<Usage> usage() {
    return usage;
  }

  Optional<ErrorBody> error() {
    return error.isEmpty() ? Optional.empty() : Optional.of(error);
  }

  private void clear() {
    text.setLength(0);
    calls.clear();
    thought = false;
    candidates = false;
    finishReason = "";
    blockReason = "";
    id = "";
    usage = Optional.empty();
    error = ErrorBody.NONE;
  }

  private void field(String name, JsonParser value) throws IOException {
    switch (name) {
      case "candidates" -> Json.elements(value, this::candidate);
      case "promptFeedback" -> Json.fields(value, this::feedback);
      case "usageMetadata" -> usage = GeminiUsage.read(value);
      case "responseId" -> id = Json.text(value);
      case "error" -> error = ErrorBody.read(value);
      default -> {}
    }
  }

  private void candidate(JsonParser value) throws IOException {
    if (!candidates) {
      candidates = true;
      Json.fields(value, this::candidateField);
    }
  }

  private void candidateField(String name, JsonParser value) throws IOException {
    switch (name) {
      case "content" -> Json.fields(value, this::content);
      case "finishReason" -> finishReason = Json.text(value);
      default -> {}
    }
  }

  private void content(String name, JsonParser value) throws IOException {
    if (name.equals("parts")) {
      Json.elements(value, this::part);
    }
  }

  private void feedback(String name, JsonParser value) throws IOException {
    if (name.equals("blockReason")) {
      blockReason = Json.text(value);
    }
  }

  private void part(JsonParser value) throws IOException {
    PartFields part = new PartFields();
    Json.fields(value, part);
    if (part.thought) {
      thought = true;
      return;
    }
    text.append(part.text);
    if (!part.name.isEmpty()) {
      calls.add(new Call(part.id, part.name, part.arguments));
    }
  }

  private static final class PartFields implements Json.Fields {
    private boolean thought;
    private String text = "";
    private String id = "";
    private String name = "";
    private String arguments = "{}";

    @Override
    public void field(String field, JsonParser value) throws IOException {
      switch (field) {
        case "thought" -> thought = Json.isTrue(value);
        case "text" -> text = Json.text(value);
        case "functionCall" -> Json.fields(value, this::call);
        default -> {}
      }
    }

    private void call(String field, JsonParser value) throws IOException {
      switch (field) {
        case "id" -> id = Json.text(value);
        case "name" -> name = Json.text(value);
        case "args" ->
            arguments = value.currentToken() == JsonToken.START_OBJECT ? Json.raw(value) : "{}";
        default -> {}
      }
    }
  }
}
