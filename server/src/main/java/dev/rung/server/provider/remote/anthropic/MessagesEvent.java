package dev.rung.server.provider.remote.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rung.server.provider.remote.wire.ErrorBody;
import dev.rung.server.provider.remote.wire.Json;
import dev.rung.server.provider.remote.wire.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one event of a stream says, or a whole message: that one has in {@code content} what a
 * stream brings block by block. Read into again and again by one thread.
 *
 * <p>Tolerant: unknown events, blocks and fields are passed over, as the interface's versioning
 * asks. Thinking is no part of the answer.
 */
final class MessagesEvent {
  /** The type of a whole message. */
  static final String WHOLE = "message";

  private final MessagesUsage usage;
  private final List<Piece> pieces = new ArrayList<>();
  private final List<BlockFields> changed = new ArrayList<>();
  private final List<BlockFields> content = new ArrayList<>();
  private String type = "";
  private String id = "";
  private String stopReason = "";
  private int index;
  private boolean thinking;
  private boolean counts;
  private ErrorBody error = ErrorBody.NONE;

  /** A piece of the answer. */
  sealed interface Piece {
    record Text(String text) implements Piece {}

    /** The start of a block that calls a tool. */
    record Tool(int block, String id, String name) implements Piece {}

    /** A piece of the arguments of that block's call. */
    record Input(int block, String json) implements Piece {}
  }

  /**
   * One answer's.
   *
   * @param usage adds up what the events count
   */
  MessagesEvent(MessagesUsage usage) {
    this.usage = usage;
  }

  /**
   * Reads the next one.
   *
   * @throws IOException when it is not a JSON object
   */
  void read(Slice json) throws IOException {
    Json.object(json, this::clear, this::field);
    changed.forEach(block -> take(block, index));
    if (type.equals(WHOLE)) {
      for (int i = 0; i < content.size(); i++) {
        take(content.get(i), i);
      }
    }
  }

  /** Such as "message_start"; {@link #WHOLE} for a whole one. */
  String type() {
    return type;
  }

  /** "" where it names none. */
  String id() {
    return id;
  }

  /** "" where it names none. */
  String stopReason() {
    return stopReason;
  }

  List<Piece> pieces() {
    return pieces;
  }

  /** Whether it counts tokens. */
  boolean counts() {
    return counts;
  }

  /** Whether it brings anything of the answer, be it thinking that is not shown. */
  boolean isOutput() {
    return thinking || !pieces.isEmpty();
  }

  Optional<ErrorBody> error() {
    return type.equals("error") || !error.isEmpty() ? Optional.of(error) : Optional.empty();
  }

  private void clear() {
    pieces.clear();
    changed.clear();
    content.clear();
    type = "";
    id = "";
    stopReason = "";
    index = 0;
    thinking = false;
    counts = false;
    error = ErrorBody.NONE;
  }

  private void field(String name, JsonParser value) throws IOException {
    switch (name) {
      case "type" -> type = Json.text(value);
      case "message" -> Json.fields(value, this::messageField);
      case "index" -> index = (int) Json.count(value);
      case "content_block", "delta" -> block(value, changed);
      case "error" -> error = ErrorBody.read(value);
      default -> messageField(name, value);
    }
  }

  /** Of a whole message, or of the one that a stream begins with. */
  private void messageField(String name, JsonParser value) throws IOException {
    switch (name) {
      case "id" -> id = Json.text(value);
      case "usage" -> {
        counts = value.currentToken() == JsonToken.START_OBJECT;
        usage.read(value);
      }
      case "stop_reason" -> stopReason = Json.text(value);
      case "content" -> Json.elements(value, element -> block(element, content));
      default -> {}
    }
  }

  private void block(JsonParser value, List<BlockFields> into) throws IOException {
    BlockFields fields = new BlockFields();
    Json.fields(value, fields);
    stopReason = fields.stopReason.isEmpty() ? stopReason : fields.stopReason;
    into.add(fields);
  }

  private void take(BlockFields fields, int block) {
    switch (fields.type) {
      case "text", "text_delta" -> {
        if (!fields.text.isEmpty()) {
          pieces.add(new Piece.Text(fields.text));
        }
      }
      case "tool_use" -> {
        pieces.add(new Piece.Tool(block, fields.id, fields.name));
        pieces.add(new Piece.Input(block, fields.input));
      }
      case "input_json_delta" -> pieces.add(new Piece.Input(block, fields.input));
      case "thinking", "thinking_delta", "signature_delta", "redacted_thinking" -> thinking = true;
      default -> {}
    }
  }

  /** Of a content block, of a piece of one, and of what a message's end changes. */
  private static final class BlockFields implements Json.Fields {
    private static final String NOTHING_YET = "{}";

    private String type = "";
    private String text = "";
    private String id = "";
    private String name = "";
    private String input = "";
    private String stopReason = "";

    @Override
    public void field(String field, JsonParser value) throws IOException {
      switch (field) {
        case "type" -> type = Json.text(value);
        case "text" -> text = Json.text(value);
        case "id" -> id = Json.text(value);
        case "name" -> name = Json.text(value);
        case "partial_json" -> input = Json.text(value);
        case "input" -> input = input(value);
        case "stop_reason" -> stopReason = Json.text(value);
        default -> {}
      }
    }

    /** A stream's block begins with an empty object, which its pieces replace. */
    private static String input(JsonParser value) throws IOException {
      String raw = value.currentToken() == JsonToken.START_OBJECT ? Json.raw(value) : "";
      return raw.equals(NOTHING_YET) ? "" : raw;
    }
  }
}
