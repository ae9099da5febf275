package dev.rung.server.provider.remote.ollama;

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
import java.util.OptionalLong;

/**
 * What one line of a stream says, or one unary response: both have the same form. Read into again
 * and again by one thread. {@code message.thinking} is no part of the answer.
 */
final class ChatLine {
  private final List<Call> calls = new ArrayList<>();
  private String text = "";
  private boolean message;
  private boolean thinking;
  private boolean done;
  private String doneReason = "";
  private OptionalLong promptTokens = OptionalLong.empty();
  private OptionalLong outputTokens = OptionalLong.empty();
  private ErrorBody error = ErrorBody.NONE;

  /** A whole tool call; the id is "" where there is none. */
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
    return text;
  }

  List<Call> calls() {
    return calls;
  }

  /** Whether it is part of an answer at all. */
  boolean isAnswer() {
    return message || done;
  }

  /** Whether it brings anything of the answer, be it thinking that is not shown. */
  boolean isOutput() {
    return thinking || !text.isEmpty() || !calls.isEmpty();
  }

  boolean done() {
    return done;
  }

  /** "" where it names none. */
  String doneReason() {
    return doneReason;
  }

  Optional<ErrorBody> error() {
    return error.isEmpty() ? Optional.empty() : Optional.of(error);
  }

  /** Empty where either count is missing: prompt_eval_count is, for a prompt that was cached. */
  Optional<Usage> usage() {
    return promptTokens.isPresent() && outputTokens.isPresent()
        ? Optional.of(new Usage(promptTokens.getAsLong(), 0, outputTokens.getAsLong(), 0, false))
        : Optional.empty();
  }

  private void clear() {
    calls.clear();
    text = "";
    message = false;
    thinking = false;
    done = false;
    doneReason = "";
    promptTokens = OptionalLong.empty();
    outputTokens = OptionalLong.empty();
    error = ErrorBody.NONE;
  }

  private void field(String name, JsonParser value) throws IOException {
    switch (name) {
      case "message" -> {
        message = true;
        Json.fields(value, this::part);
      }
      case "done" -> done = Json.isTrue(value);
      case "done_reason" -> doneReason = Json.text(value);
      case "prompt_eval_count" -> promptTokens = OptionalLong.of(Json.count(value));
      case "eval_count" -> outputTokens = OptionalLong.of(Json.count(value));
      case "error" -> error = ErrorBody.read(value);
      default -> {}
    }
  }

  private void part(String name, JsonParser value) throws IOException {
    switch (name) {
      case "content" -> text = Json.text(value);
      case "thinking" -> thinking = !Json.text(value).isEmpty();
      case "tool_calls" -> Json.elements(value, this::toolCall);
      default -> {}
    }
  }

  private void toolCall(JsonParser value) throws IOException {
    CallFields fields = new CallFields();
    Json.fields(value, fields);
    calls.add(new Call(fields.id, fields.name, fields.arguments));
  }

  private static final class CallFields implements Json.Fields {
    private String id = "";
    private String name = "";
    private String arguments = "{}";

    @Override
    public void field(String field, JsonParser value) throws IOException {
      switch (field) {
        case "id" -> id = Json.text(value);
        case "function" -> Json.fields(value, this);
        case "name" -> name = Json.text(value);
        case "arguments" ->
            arguments =
                value.currentToken() == JsonToken.START_OBJECT ? Json.raw(value) : Json.text(value);
        default -> {}
      }
    }
  }
}
