package dev.rung.server.scripted;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** Pieces of the OpenAI chat-completions format, as a server writes them. */
public final class OpenAiWire {
  /** The event that ends a stream. */
  public static final String DONE = "data: [DONE]\n\n";

  /** The input tokens that every scripted answer reports. */
  public static final int PROMPT_TOKENS = 9;

  private OpenAiWire() {}

  /** An event with a piece of text. */
  public static String delta(String text) {
    return choice("{\"content\":" + quoted(text) + "}", "null");
  }

  /** The start-up event without text. */
  public static String start() {
    return choice("{\"role\":\"assistant\",\"content\":\"\"}", "null");
  }

  /** The event that says why it ended, such as "stop". */
  public static String finish(String reason) {
    return choice("{}", quoted(reason));
  }

  /** The event with usage and no choices. */
  public static String usage(int promptTokens, int completionTokens) {
    return "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"choices\":[],"
        + ("\"usage\":" + counts(promptTokens, completionTokens) + "}\n\n");
  }

  /** A whole unary answer that ends with "stop"; each piece counts as one output token. */
  public static String unary(String... pieces) {
    return "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"model\":\"scripted\","
        + ("\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
            + quoted(String.join("", pieces))
            + "},\"finish_reason\":\"stop\"}],")
        + ("\"usage\":" + counts(PROMPT_TOKENS, pieces.length) + "}");
  }

  /** A whole answer that calls a tool. */
  public static String calling(String tool, String arguments) {
    return "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1767225600,"
        + "\"model\":\"scripted\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
        + ("\"content\":null,\"tool_calls\":[{" + callFields(tool, arguments) + "}]},")
        + ("\"finish_reason\":\"tool_calls\"}],\"usage\":" + counts(PROMPT_TOKENS, 1) + "}");
  }

  /** The event that begins a call. */
  public static String call(String tool, String arguments) {
    return choice("{\"tool_calls\":[{\"index\":0," + callFields(tool, arguments) + "}]}", "null");
  }

  /** An event with a piece of a call's arguments. */
  public static String arguments(String json) {
    return choice(
        "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":" + quoted(json) + "}}]}",
        "null");
  }

  /** The body of an error. */
  public static String error(String type, String code, String message) {
    return "{\"error\":{\"message\":"
        + quoted(message)
        + ",\"type\":"
        + quoted(type)
        + ",\"param\":null,\"code\":"
        + quoted(code)
        + "}}";
  }

  /** This as a JSON string. */
  public static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }

  private static String callFields(String tool, String arguments) {
    return "\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":"
        + quoted(tool)
        + ",\"arguments\":"
        + quoted(arguments)
        + "}";
  }

  private static String choice(String delta, String finish) {
    return "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,"
        + ("\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}\n\n");
  }

  private static String counts(int prompt, int completion) {
    return "{\"prompt_tokens\":"
        + prompt
        + ",\"completion_tokens\":"
        + completion
        + ",\"total_tokens\":"
        + (prompt + completion)
        + "}";
  }
}
