package dev.rung.server.scripted;

import static dev.rung.server.scripted.OpenAiWire.quoted;

/** Pieces of OpenAI's Responses format, as its server writes them. */
public final class ResponsesWire {
  private ResponsesWire() {}

  /** The first event. */
  public static String created() {
    return event("response.created", "\"response\":" + body("in_progress", "", "null"));
  }

  /** The events that begin the message. */
  public static String messageBegins() {
    return item(
            "response.output_item.added",
            "{\"type\":\"message\",\"id\":\"msg_1\",\"status\":\"in_progress\",\"role\":\"assistant\","
                + "\"content\":[]}")
        + event(
            "response.content_part.added",
            "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"part\":" + part(""));
  }

  /** An event with a piece of text. */
  public static String delta(String text) {
    return event(
        "response.output_text.delta",
        "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"logprobs\":[],\"delta\":"
            + quoted(text));
  }

  /** An event with a piece of a call's arguments. */
  public static String arguments(String json) {
    return event(
        "response.function_call_arguments.delta",
        "\"item_id\":\"fc_1\",\"output_index\":0,\"delta\":" + quoted(json));
  }

  /** An event about an item of the output. */
  public static String item(String type, String item) {
    return event(type, "\"output_index\":0,\"item\":" + item);
  }

  /** The last event, with the items of the output and so many output tokens. */
  public static String completed(String items, int output) {
    return event("response.completed", "\"response\":" + response("completed", items, output));
  }

  /** A whole response. */
  public static String response(String status, String items, int output) {
    int input = OpenAiWire.PROMPT_TOKENS;
    return body(
        status,
        items,
        "{\"input_tokens\":"
            + input
            + ",\"input_tokens_details\":{\"cached_tokens\":0},\"output_tokens\":"
            + output
            + ",\"output_tokens_details\":{\"reasoning_tokens\":0},\"total_tokens\":"
            + (input + output)
            + "}");
  }

  /** An item of the output with text. */
  public static String message(String text) {
    return "{\"type\":\"message\",\"id\":\"msg_1\",\"status\":\"completed\",\"role\":\"assistant\","
        + ("\"content\":[" + part(text) + "]}");
  }

  /** An item of the output that calls a tool. */
  public static String call(String tool, String arguments) {
    return "{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"call_1\",\"name\":"
        + quoted(tool)
        + ",\"arguments\":"
        + quoted(arguments)
        + ",\"status\":\"completed\"}";
  }

  /** An error in a stream. */
  public static String error(String code, String message) {
    return event(
        "error",
        "\"code\":" + quoted(code) + ",\"message\":" + quoted(message) + ",\"param\":null");
  }

  private static String event(String type, String fields) {
    return "event: "
        + type
        + "\ndata: {\"type\":"
        + quoted(type)
        + ",\"sequence_number\":0,"
        + fields
        + "}\n\n";
  }

  private static String part(String text) {
    return "{\"type\":\"output_text\",\"text\":" + quoted(text) + ",\"annotations\":[]}";
  }

  private static String body(String status, String items, String usage) {
    return "{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1767225600,\"status\":"
        + quoted(status)
        + ",\"error\":null,\"incomplete_details\":null,\"model\":\"scripted\",\"output\":["
        + items
        + "],\"usage\":"
        + usage
        + "}";
  }
}
