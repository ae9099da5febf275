package dev.rung.server.scripted;

import static dev.rung.server.scripted.OpenAiWire.quoted;

/** Pieces of the Anthropic Messages format, as its server writes them. */
public final class AnthropicWire {
  /** The event that ends a stream. */
  public static final String STOP = event("message_stop", "{\"type\":\"message_stop\"}");

  /** The event that keeps a connection alive. */
  public static final String PING = event("ping", "{\"type\": \"ping\"}");

  private AnthropicWire() {}

  /** The first event; counts input that was not cached, written to the cache and read from it. */
  public static String start(int input, int written, int read) {
    return event(
        "message_start",
        "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\","
            + "\"role\":\"assistant\",\"model\":\"scripted\",\"content\":[],\"stop_reason\":null,"
            + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":"
            + input
            + ",\"cache_creation_input_tokens\":"
            + written
            + ",\"cache_read_input_tokens\":"
            + read
            + ",\"output_tokens\":1,\"service_tier\":\"standard\"}}}");
  }

  /** The start of the text block of this number. */
  public static String textBlock(int index) {
    return block(index, "{\"type\":\"text\",\"text\":\"\"}");
  }

  /** The start of the tool call block of this number. */
  public static String toolBlock(int index, String id, String name) {
    return block(
        index,
        "{\"type\":\"tool_use\",\"id\":"
            + quoted(id)
            + ",\"name\":"
            + quoted(name)
            + ",\"input\":{}}");
  }

  /** The start of a block. */
  public static String block(int index, String block) {
    return event(
        "content_block_start",
        "{\"type\":\"content_block_start\",\"index\":"
            + index
            + ",\"content_block\":"
            + block
            + "}");
  }

  public static String text(int index, String text) {
    return delta(index, "{\"type\":\"text_delta\",\"text\":" + quoted(text) + "}");
  }

  /** A piece of a tool call's arguments. */
  public static String input(int index, String json) {
    return delta(index, "{\"type\":\"input_json_delta\",\"partial_json\":" + quoted(json) + "}");
  }

  /** A piece of a block. */
  public static String delta(int index, String delta) {
    return event(
        "content_block_delta",
        "{\"type\":\"content_block_delta\",\"index\":" + index + ",\"delta\":" + delta + "}");
  }

  public static String blockStop(int index) {
    return event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":" + index + "}");
  }

  /** The event that says why it ended, such as "end_turn", and counts all output. */
  public static String end(String reason, int output) {
    return event(
        "message_delta",
        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":"
            + quoted(reason)
            + ",\"stop_sequence\":null},\"usage\":{\"output_tokens\":"
            + output
            + "}}");
  }

  /** An error in a stream. */
  public static String errorEvent(String type, String message) {
    return event("error", error(type, message));
  }

  /** The body of an error. */
  public static String error(String type, String message) {
    return "{\"type\":\"error\",\"error\":{\"type\":"
        + quoted(type)
        + ",\"message\":"
        + quoted(message)
        + "},\"request_id\":\"req_1\"}";
  }

  /** A whole stream; each piece counts as one output token. */
  public static String stream(String... pieces) {
    StringBuilder stream = new StringBuilder(start(OpenAiWire.PROMPT_TOKENS, 0, 0));
    stream.append(textBlock(0)).append(PING);
    for (String piece : pieces) {
      stream.append(text(0, piece));
    }
    return stream
        .append(blockStop(0))
        .append(end("end_turn", pieces.length))
        .append(STOP)
        .toString();
  }

  /** A whole answer in one piece; each piece counts as one output token. */
  public static String unary(String... pieces) {
    return message(
        "[{\"type\":\"text\",\"text\":" + quoted(String.join("", pieces)) + "}]",
        "end_turn",
        "{\"input_tokens\":"
            + OpenAiWire.PROMPT_TOKENS
            + ",\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,"
            + "\"output_tokens\":"
            + pieces.length
            + "}");
  }

  /** A whole message that calls a tool. */
  public static String calling(String id, String tool, String arguments) {
    return message(
        "[{\"type\":\"tool_use\",\"id\":"
            + quoted(id)
            + ",\"name\":"
            + quoted(tool)
            + ",\"input\":"
            + arguments
            + "}]",
        "tool_use",
        "{\"input_tokens\":"
            + OpenAiWire.PROMPT_TOKENS
            + ",\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,"
            + "\"output_tokens\":1}");
  }

  /** A whole message. */
  public static String message(String content, String reason, String usage) {
    return "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"scripted\","
        + "\"content\":"
        + content
        + ",\"stop_reason\":"
        + quoted(reason)
        + ",\"stop_sequence\":null,\"usage\":"
        + usage
        + "}";
  }

  /** An event of this name. */
  public static String event(String name, String data) {
    return "event: " + name + "\ndata: " + data + "\n\n";
  }
}
