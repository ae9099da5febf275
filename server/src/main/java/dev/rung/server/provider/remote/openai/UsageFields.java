package dev.rung.server.provider.remote.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.remote.wire.Json;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads {@code usage}: prompt_tokens include the cached ones, completion_tokens the reasoning; in
 * POST /responses they are called input_tokens and output_tokens. Counts that contradict each other
 * are bent to fit.
 */
final class UsageFields implements Json.Fields {
  private long prompt;
  private long completion;
  private long cached;
  private long written;
  private long reasoning;

  private UsageFields() {}

  /** Empty for null, and where nothing was counted. */
  static Optional<Usage> read(JsonParser at) throws IOException {
    if (at.currentToken() != JsonToken.START_OBJECT) {
      return Optional.empty();
    }
    UsageFields fields = new UsageFields();
    Json.fields(at, fields);
    return fields.usage();
  }

  @Override
  public void field(String name, JsonParser value) throws IOException {
    switch (name) {
      case "prompt_tokens", "input_tokens" -> prompt = Json.count(value);
      case "completion_tokens", "output_tokens" -> completion = Json.count(value);
      case "cached_tokens", "prompt_cache_hit_tokens" -> cached = Json.count(value);
      case "cache_write_tokens" -> written = Json.count(value);
      case "reasoning_tokens" -> reasoning = Json.count(value);
      case "prompt_tokens_details",
          "completion_tokens_details",
          "input_tokens_details",
          "output_tokens_details" ->
          Json.fields(value, this);
      default -> {}
    }
  }

  private Optional<Usage> usage() {
    if (prompt == 0 && completion == 0) {
      return Optional.empty();
    }
    long read = Math.min(cached, prompt);
    return Optional.of(
        new Usage(
            prompt,
            read,
            Math.min(written, prompt - read),
            completion,
            Math.min(reasoning, completion),
            false));
  }
}
