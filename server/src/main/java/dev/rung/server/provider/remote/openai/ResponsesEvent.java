package dev.rung.server.provider.remote.openai;

import com.fasterxml.jackson.core.JsonParser;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.remote.openai.ChatEvent.ToolPiece;
import dev.rung.server.provider.remote.wire.ErrorBody;
import dev.rung.server.provider.remote.wire.Json;
import dev.rung.server.provider.remote.wire.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one event of a stream says, or a response in one piece, which is what the last events of a
 * stream hold too. Read into again and again by one thread. Unknown events are passed over;
 * reasoning is no part of the answer.
 */
final class ResponsesEvent {
  private final List<Item> output = new ArrayList<>();
  private String type = "";
  private String delta = "";
  private String itemId = "";
  private Item item = new Item();
  private String id = "";
  private String status = "";
  private String incompleteReason = "";
  private Optional<Usage> usage = Optional.empty();
  private ErrorBody error = ErrorBody.NONE;
  private String code = "";
  private String message = "";

  /**
   * Reads the next one.
   *
   * @throws IOException when it is not a JSON object
   */
  void read(Slice json) throws IOException {
    Json.object(json, this::clear, this::field);
  }

  /** Such as "response.output_text.delta"; "" for a response in one piece. */
  String type() {
    return type;
  }

  /** A piece of what its type says. */
  String delta() {
    return delta;
  }

  /** The text of a response in one piece. */
  String text() {
    StringBuilder text = new StringBuilder();
    output.forEach(part -> text.append(part.text));
    return text.toString();
  }

  /** The calls of a response in one piece. */
  List<ToolPiece> calls() {
    return output.stream().filter(Item::isCall).map(Item::piece).toList();
  }

  /** The item that this event begins or ends, where that is a call. */
  Optional<ToolPiece> call() {
    return item.isCall() ? Optional.of(item.piece()) : Optional.empty();
  }

  /** Which item it is about; "" where it does not say. */
  String itemId() {
    return item.id.isEmpty() ? itemId : item.id;
  }

  String id() {
    return id;
  }

  /** Of the response, such as "completed"; "" where it does not say. */
  String status() {
    return status;
  }

  /** Such as "max_output_tokens"; "" where it is complete. */
  String incompleteReason() {
    return incompleteReason;
  }

  Optional<Usage> usage() {
    return usage;
  }

  /** The error that it is, or that the response failed with. */
  Optional<ErrorBody> error() {
    if (!error.isEmpty()) {
      return Optional.of(error);
    }
    return type.equals("error")
        ? Optional.of(new ErrorBody(message, code, type))
        : Optional.empty();
  }

  private void clear() {
    output.clear();
    type = "";
    delta = "";
    itemId = "";
    item = new Item();
    id = "";
    status = "";
    incompleteReason = "";
    usage = Optional.empty();
    error = ErrorBody.NONE;
    code = "";
    message = "";
  }

  private void field(String name, JsonParser value) throws IOException {
    switch (name) {
      case "type" -> type = Json.text(value);
      case "delta" -> delta = Json.text(value);
      case "item_id" -> itemId = Json.text(value);
      case "item" -> item = Item.read(value);
      case "response" -> Json.fields(value, this::responseField);
      case "code" -> code = Json.text(value);
      case "message" -> message = Json.text(value);
      default -> responseField(name, value);
    }
  }

  private void responseField(String name, JsonParser value) throws IOException {
    switch (name) {
      case "id" -> id = Json.text(value);
      case "status" -> status = Json.text(value);
      case "output" -> Json.elements(value, element -> output.add(Item.read(element)));
      case "usage" -> usage = UsageFields.read(value).or(() -> usage);
      case "error" -> error = ErrorBody.read(value);
      case "incomplete_details" -> Json.fields(value, this::incompleteField);
      default -> {}
    }
  }

  private void incompleteField(String name, JsonParser value) throws IOException {
    if (name.equals("reason")) {
      incompleteReason = Json.text(value);
    }
  }

  /** An item of the output: a message, a call or reasoning. */
  private static final class Item {
    private final StringBuilder text = new StringBuilder();
    private String type = "";
    private String id = "";
    private String callId = "";
    private String name = "";
    private String arguments = "";

    static Item read(JsonParser at) throws IOException {
      Item item = new Item();
      Json.fields(at, item::field);
      return item;
    }

    boolean isCall() {
      return type.equals("function_call");
    }

    ToolPiece piece() {
      return new ToolPiece(OptionalInt.empty(), callId.isEmpty() ? id : callId, name, arguments);
    }

    private void field(String field, JsonParser value) throws IOException {
      switch (field) {
        case "type" -> type = Json.text(value);
        case "id" -> id = Json.text(value);
        case "call_id" -> callId = Json.text(value);
        case "name" -> name = Json.text(value);
        case "arguments" -> arguments = Json.text(value);
        case "content" -> Json.elements(value, part -> Json.fields(part, this::contentField));
        default -> {}
      }
    }

    /** Of output_text and of refusal parts. */
    private void contentField(String field, JsonParser value) throws IOException {
      if (field.equals("text") || field.equals("refusal")) {
        text.append(Json.text(value));
      }
    }
  }
}
