package dev.rung.server.scripted;

import static dev.rung.server.scripted.OpenAiWire.quoted;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Pieces of Replicate's format, as its server writes them. */
public final class ReplicateWire {
  /** The event that ends a stream. */
  public static final String DONE = event("done", "{}");

  static final String STREAM = "/v1/predictions/p1/stream";

  private ReplicateWire() {}

  /** A prediction that has not begun, and the address of its stream. */
  public static String starting(String stream) {
    return prediction("starting", "null", "{}", ",\"stream\":" + quoted(stream));
  }

  /** A prediction with its whole output; each piece counts as one token. */
  public static String succeeded(String... pieces) {
    String output =
        Arrays.stream(pieces).map(OpenAiWire::quoted).collect(Collectors.joining(",", "[", "]"));
    String metrics =
        "{\"predict_time\":0.1,\"input_token_count\":"
            + OpenAiWire.PROMPT_TOKENS
            + ",\"output_token_count\":"
            + pieces.length
            + "}";
    return prediction("succeeded", output, metrics, "");
  }

  public static String canceled() {
    return prediction("canceled", "null", "{}", "");
  }

  /** An event with a piece of the output, the one of this number. */
  public static String output(int number, String text) {
    return "event: output\nid: 1:"
        + number
        + "\n"
        + Arrays.stream(text.split("\n", -1))
            .map(line -> "data: " + line + "\n")
            .collect(Collectors.joining())
        + "\n";
  }

  /** An event of this name. */
  public static String event(String name, String data) {
    return "event: " + name + "\nid: 2:0\ndata: " + data + "\n\n";
  }

  /** The body of an error. */
  public static String problem(int status, String detail) {
    return "{\"type\":\"about:blank\",\"title\":"
        + quoted(detail)
        + ",\"status\":"
        + status
        + ",\"detail\":"
        + quoted(detail)
        + "}";
  }

  private static String prediction(String status, String output, String metrics, String urls) {
    return "{\"id\":\"p1\",\"model\":\"scripted/scripted\",\"version\":\"v1\",\"status\":"
        + quoted(status)
        + ",\"input\":{},\"output\":"
        + output
        + ",\"error\":null,\"logs\":\"\",\"created_at\":\"2026-01-01T00:00:00Z\",\"metrics\":"
        + metrics
        + ",\"urls\":{\"get\":\"https://api.replicate.com/v1/predictions/p1\","
        + "\"cancel\":\"https://api.replicate.com/v1/predictions/p1/cancel\""
        + urls
        + "}}";
  }
}
