package dev.rung.server.provider.remote.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.remote.wire.Json;
import java.io.IOException;

/**
 * Adds up {@code usage}. Input that was read from the cache or written to it is not part of {@code
 * input_tokens}. The counts of a stream's end are cumulative, and repeat or correct those of its
 * beginning; where they are missing, the beginning's hold. One answer, one thread.
 */
final class MessagesUsage implements Json.Fields {
  private long input;
  private long cacheWritten;
  private long cacheRead;
  private long output;
  private long thinking;

  void read(JsonParser at) throws IOException {
    Json.fields(at, this);
  }

  @Override
  public void field(String name, JsonParser value) throws IOException {
    switch (name) {
      case "input_tokens" -> input = Math.max(input, Json.count(value));
      case "cache_creation_input_tokens" ->
          cacheWritten = Math.max(cacheWritten, Json.count(value));
      case "cache_read_input_tokens" -> cacheRead = Math.max(cacheRead, Json.count(value));
      case "output_tokens" -> output = Math.max(output, Json.count(value));
      case "thinking_tokens" -> thinking = Math.max(thinking, Json.count(value));
      case "output_tokens_details" -> Json.fields(value, this);
      default -> {}
    }
  }

  boolean isEmpty() {
    return input + cacheWritten + cacheRead + output == 0;
  }

  /**
   * What was counted.
   *
   * @param last whether nothing more is to be counted
   */
  Usage usage(boolean last) {
    return new Usage(
        input + cacheWritten + cacheRead,
        cacheRead,
        cacheWritten,
        output,
        Math.min(thinking, output),
        !last);
  }
}
