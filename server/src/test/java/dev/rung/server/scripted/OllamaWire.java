package dev.rung.server.scripted;

import static dev.rung.server.scripted.OpenAiWire.quoted;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Pieces of Ollama's chat format, as its server writes them. */
public final class OllamaWire {
  private static final String HEAD =
      "{\"model\":\"scripted\",\"created_at\":\"2026-01-01T00:00:00Z\",\"message\":{\"role\":\"assistant\",\"content\":";

  private OllamaWire() {}

  /** A line with a piece of text. */
  public static String delta(String text) {
    return HEAD + quoted(text) + "},\"done\":false}\n";
  }

  /** A call of a tool: a whole answer, or a line before the last one without its line feed. */
  public static String calling(String tool, String arguments, boolean whole) {
    String end = whole ? counts("stop", OpenAiWire.PROMPT_TOKENS, 1) : "false}";
    return HEAD
        + "\"\",\"tool_calls\":[{\"function\":{\"name\":"
        + quoted(tool)
        + ",\"arguments\":"
        + arguments
        + "}}]},\"done\":"
        + end;
  }

  /** The last line: why it ended, such as "stop", and what was counted. */
  public static String done(String reason, int promptTokens, int completionTokens) {
    return end("", reason, promptTokens, completionTokens) + "\n";
  }

  /** A whole unary answer that ends with "stop"; each piece counts as one output token. */
  public static String unary(String... pieces) {
    return end(String.join("", pieces), "stop", OpenAiWire.PROMPT_TOKENS, pieces.length);
  }

  /** The body of an error; with a line feed behind it, a line of a stream too. */
  public static String error(String message) {
    return "{\"error\":" + quoted(message) + "}";
  }

  /** The list of local models, each with 3.2B parameters and 2,019,393,189 bytes. */
  public static String tags(String... names) {
    return Arrays.stream(names)
        .map(name ->
            "{\"name\":"
                + quoted(name)
                + ",\"model\":"
                + quoted(name)
                + ",\"size\":2019393189,\"details\":{\"family\":\"llama\",\"parameter_size\":\"3.2B\"}}")
        .collect(Collectors.joining(",", "{\"models\":[", "]}"));
  }

  private static String end(String text, String reason, int prompt, int completion) {
    return HEAD + quoted(text) + "},\"done\":" + counts(reason, prompt, completion);
  }

  private static String counts(String reason, int prompt, int completion) {
    return "true,\"done_reason\":"
        + quoted(reason)
        + ",\"total_duration\":1000000,\"prompt_eval_count\":"
        + prompt
        + ",\"eval_count\":"
        + completion
        + "}";
  }
}
