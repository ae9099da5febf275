package dev.rung.server.scripted;

import static dev.rung.server.scripted.OpenAiWire.quoted;

/** Pieces of the Gemini format, as its server writes them. */
public final class GeminiWire {
  private GeminiWire() {}

  /** An event with a piece of text, and the counts until then. */
  public static String text(String text, int output) {
    return event(
        response(
            "{\"content\":{\"parts\":[{\"text\":" + quoted(text) + "}],\"role\":\"model\"}}",
            usage(OpenAiWire.PROMPT_TOKENS, output)));
  }

  /** The last event: why it ended, such as "STOP", and all that was counted. */
  public static String finish(String reason, int output) {
    return event(
        response(
            "{\"content\":{\"parts\":[{\"text\":\"\"}],\"role\":\"model\"},\"finishReason\":"
                + quoted(reason)
                + ",\"index\":0}",
            usage(OpenAiWire.PROMPT_TOKENS, output)));
  }

  /** An event whose candidate has these parts and goes on. */
  public static String parts(String parts) {
    return event(
        "{\"candidates\":[{\"content\":{\"parts\":["
            + parts
            + "],\"role\":\"model\"}}],\"responseId\":\"resp-1\"}");
  }

  /** A whole stream; each piece counts as one output token. */
  public static String stream(String... pieces) {
    StringBuilder stream = new StringBuilder();
    for (int i = 0; i < pieces.length; i++) {
      stream.append(text(pieces[i], i + 1));
    }
    return stream.append(finish("STOP", pieces.length)).toString();
  }

  /** A whole answer in one piece; each piece counts as one output token. */
  public static String unary(String... pieces) {
    return whole(
        "{\"content\":{\"parts\":[{\"text\":"
            + quoted(String.join("", pieces))
            + "}],\"role\":\"model\"},\"finishReason\":\"STOP\",\"index\":0}",
        usage(OpenAiWire.PROMPT_TOKENS, pieces.length));
  }

  /** A whole answer that calls a tool. */
  public static String calling(String tool, String arguments) {
    return response(
        "{\"content\":{\"parts\":[{\"functionCall\":{\"name\":"
            + quoted(tool)
            + ",\"args\":"
            + arguments
            + "}}],\"role\":\"model\"},\"finishReason\":\"STOP\",\"index\":0}",
        usage(OpenAiWire.PROMPT_TOKENS, 1));
  }

  /** A response with this candidate. */
  public static String whole(String candidate, String usage) {
    return response(candidate, usage);
  }

  /** A prompt that is not answered. */
  public static String blocked(String reason) {
    return "{\"promptFeedback\":{\"blockReason\":"
        + quoted(reason)
        + "},\"usageMetadata\":{\"promptTokenCount\":7,\"totalTokenCount\":7},"
        + "\"modelVersion\":\"scripted\"}";
  }

  /** The body of an error; the details are JSON objects. */
  public static String error(int code, String status, String message, String details) {
    return "{\"error\":{\"code\":"
        + code
        + ",\"message\":"
        + quoted(message)
        + ",\"status\":"
        + quoted(status)
        + ",\"details\":["
        + details
        + "]}}";
  }

  public static String event(String data) {
    return "data: " + data + "\r\n\r\n";
  }

  private static String response(String candidate, String usage) {
    return "{\"candidates\":["
        + candidate
        + "],\"usageMetadata\":"
        + usage
        + ",\"modelVersion\":\"scripted\",\"responseId\":\"resp-1\"}";
  }

  private static String usage(int prompt, int candidates) {
    return "{\"promptTokenCount\":"
        + prompt
        + ",\"candidatesTokenCount\":"
        + candidates
        + ",\"totalTokenCount\":"
        + (prompt + candidates)
        + ",\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":"
        + prompt
        + "}]}";
  }
}
