package dev.rung.server.provider.remote.openai;

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
import java.util.OptionalInt;

/**
 * What one event of a stream says, or one unary response: they differ only in that the one has a
 * {@code delta} where the other has a {@code message}. Read into again and again by one thread.
 *
 * <p>Tolerant: unknown fields, missing choices, an empty delta and null everywhere are all in use.
 * Reasoning ({@code reasoning_content}, {@code reasoning}) is no part of the answer.
 */
final class ChatEvent {
  private final StringBuilder text = new StringBuilder();
  private final List<ToolPiece> toolPieces = new ArrayList<>();
  private String id = "";
  private String finishReason = "";
  private boolean choices;
  private boolean reasoning;
  private Optional<Usage> usage = Optional.empty();
  private ErrorBody error = ErrorBody.NONE;
  private String message = "";
  private String code = "";
  private String type = "";

  /** A piece of a tool call; what is missing is "". */
  record ToolPiece(OptionalInt index, String id, String name, String arguments) {}

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

  List<ToolPiece> toolPieces() {
    return toolPieces;
  }

  /** "" where it names none. */
  String id() {
    return id;
  }

  /** "" while the answer goes on. */
  String finishReason() {
    return finishReason;
  }

  Optional<Usage> usage() {
    return usage;
  }

  /** Whether there was a list of choices, be it empty. */
  boolean hasChoices() {
    return choices;
  }

  /** The error that it is: in an {@code error} field, or bare where there are no choices. */
  Optional<ErrorBody> error() {
    if (!error.isEmpty()) {
      return Optional.of(error);
    }
    return choices || message.isEmpty()
        ? Optional.empty()
        : Optional.of(new ErrorBody(message, code, type));
  }

  /** Whether it brings anything of the answer, be it reasoning that is not shown. */
  boolean isOutput() {
    return reasoning || !text.isEmpty() || !toolPieces.isEmpty();
  }

  private void clear() {
    text.setLength(0);
    toolPieces.clear();
    id = "";
    finishReason = "";
    choices = false;
    reasoning = false;
    usage = Optional.empty();
    error = ErrorBody.NONE;
    message = "";
    code = "";
    type = "";
  }

  private void field(String name, JsonParser value) throws IOException {
    switch (name) {
      case "id" -> id = Json.text(value);
      case "choices" -> {
        choices = value.currentToken() == JsonToken.START_ARRAY;
        Json.elements(value, this::choice);
      }
      case "usage" -> UsageFields.read(value).ifPresent(counted -> usage = Optional.of(counted));
      case "error" -> error = ErrorBody.read(value);
      case "message", "msg", "detail" -> message = Json.text(value);
      case "code" -> code = Json.text(value);
      case "type" -> type = Json.text(value);
      default -> {}
    }
  }

  private void choice(JsonParser value) throws IOException {
    Json.fields(
        value,
        (name, field) -> {
          switch (name) {
            case "delta", "message" -> Json.fields(field, this::part);
            case "finish_reason" -> finishReason = Json.text(field);
            default -> {}
          }
        });
  }

  private void part(String name, JsonParser value) throws IOException {
    switch (name) {
      case "content" -> content(value);
      case "refusal" -> text.append(Json.text(value));
      case "tool_calls" -> Json.elements(value, this::toolCall);
      case "reasoning", "reasoning_content" -> reasoning |= !Json.text(value).isEmpty();
      default -> {}
    }
  }

  /** A text, or a list of parts of which those of type text have one. */
  private void content(JsonParser value) throws IOException {
    if (value.currentToken() == JsonToken.START_ARRAY) {
      Json.elements(value, part -> Json.fields(part, this::contentPart));
    } else {
      text.append(Json.text(value));
    }
  }

  private void contentPart(String name, JsonParser value) throws IOException {
    if (name.equals("text")) {
      text.append(Json.text(value));
    }
  }

  private void toolCall(JsonParser value) throws IOException {
    ToolCallFields fields = new ToolCallFields();
    Json.fields(value, fields);
    toolPieces.add(fields.piece());
  }

  private static final class ToolCallFields implements Json.Fields {
    private OptionalInt index = OptionalInt.empty();
    private String id = "";
    private String name = "";
    private String arguments = "";

    @Override
    public void field(String field, JsonParser value) throws IOException {
      switch (field) {
        case "index" -> index = OptionalInt.of((int) Json.count(value));
        case "id" -> id = Json.text(value);
        case "function" -> Json.fields(value, this);
        case "name" -> name = Json.text(value);
        case "arguments" ->
            arguments =
                value.currentToken() == JsonToken.START_OBJECT ? Json.raw(value) : Json.text(value);
        default -> {}
      }
    }

    ToolPiece piece() {
      return new ToolPiece(index, id, name, arguments);
    }
  }
}
