package dev.rung.server.provider.remote.openai;

import com.fasterxml.jackson.core.JsonParser;
import dev.rung.server.provider.remote.wire.Json;
import dev.rung.server.provider.remote.wire.ListedModel;
import dev.rung.server.provider.remote.wire.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Reads the response of GET /models. The context window is no part of OpenAI's form; llama.cpp has
 * it in {@code meta.n_ctx}, vLLM in {@code max_model_len}, others in {@code context_length}.
 * Together sends the list alone, and never an empty one.
 */
final class ModelList {
  private ModelList() {}

  static List<ListedModel> read(Slice json) throws IOException {
    List<ListedModel> models = new ArrayList<>();
    if (json.firstByte() == '[') {
      Json.array(json, entry -> models.addAll(new Entry().read(entry)));
      if (models.isEmpty()) {
        throw new IOException("an empty list alone");
      }
    } else {
      Json.list(json, "data", models::clear, entry -> models.addAll(new Entry().read(entry)));
    }
    return List.copyOf(models);
  }

  private static final class Entry implements Json.Fields {
    private String id = "";
    private OptionalInt contextWindow = OptionalInt.empty();

    List<ListedModel> read(JsonParser at) throws IOException {
      Json.fields(at, this);
      return id.isBlank()
          ? List.of()
          : List.of(new ListedModel(id, Optional.empty(), OptionalLong.empty(), contextWindow));
    }

    @Override
    public void field(String name, JsonParser value) throws IOException {
      switch (name) {
        case "id" -> id = Json.text(value);
        case "meta" -> Json.fields(value, this::metaField);
        case "max_model_len", "context_length" -> window(value);
        default -> {}
      }
    }

    private void metaField(String name, JsonParser value) throws IOException {
      if (name.equals("n_ctx")) {
        window(value);
      }
    }

    private void window(JsonParser value) throws IOException {
      long tokens = Math.min(Json.count(value), Integer.MAX_VALUE);
      if (tokens > 0) {
        contextWindow = OptionalInt.of((int) tokens);
      }
    }
  }
}
