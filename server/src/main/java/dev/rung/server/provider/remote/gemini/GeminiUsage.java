package dev.rung.server.provider.remote.gemini;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.remote.wire.Json;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads {@code usageMetadata}. The counts are those until now, so that the last ones hold and
 * nothing is added up. What tools brought into the prompt is input, what the model thought is
 * output; either may be missing.
 */
final class GeminiUsage implements Json.Fields {
  private long prompt;
  private long toolUse;
  private long cached;
  private long candidates;
  private long thoughts;

  private GeminiUsage() {}

  /** Empty where nothing was counted. */
  static Optional<Usage> read(JsonParser at) throws IOException {
    if (at.currentToken() != JsonToken.START_OBJECT) {
      return Optional.empty();
    }
    GeminiUsage counts = new GeminiUsage();
    Json.fields(at, counts);
    return counts.usage();
  }

  @Override
  public void field(String name, JsonParser value) throws IOException {
    switch (name) {
      case "promptTokenCount" -> prompt = Json.count(value);
      case "toolUsePromptTokenCount" -> toolUse = Json.count(value);
      case "cachedContentTokenCount" -> cached = Json.count(value);
      case "candidatesTokenCount" -> candidates = Json.count(value);
      case "thoughtsTokenCount" -> thoughts = Json.count(value);
      default -> {}
    }
  }

  private Optional<Usage> usage() {
    long input = prompt + toolUse;
    long output = candidates + thoughts;
    return input + output == 0
        ? Optional.empty()
        : Optional.of(new Usage(input, Math.min(cached, input), output, thoughts, false));
  }
}
