package dev.rung.server.provider.remote.ollama;

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

/** Reads the response of GET /api/tags. */
final class TagList {
  private TagList() {}

  static List<ListedModel> read(Slice json) throws IOException {
    List<ListedModel> models = new ArrayList<>();
    Json.list(json, "models", models::clear, entry -> models.addAll(new Entry().read(entry)));
    return List.copyOf(models);
  }

  private static final class Entry implements Json.Fields {
    private String name = "";
    private Optional<String> parameterSize = Optional.empty();
    private OptionalLong bytes = OptionalLong.empty();

    List<ListedModel> read(JsonParser at) throws IOException {
      Json.fields(at, this);
      return name.isBlank()
          ? List.of()
          : List.of(new ListedModel(name, parameterSize, bytes, OptionalInt.empty()));
    }

    @Override
    public void field(String field, JsonParser value) throws IOException {
      switch (field) {
        case "name" -> name = Json.text(value);
        case "size" -> bytes = OptionalLong.of(Json.count(value));
        case "details" -> Json.fields(value, this::detail);
        default -> {}
      }
    }

    private void detail(String field, JsonParser value) throws IOException {
      if (field.equals("parameter_size")) {
        parameterSize = Optional.of(Json.text(value)).filter(size -> !size.isBlank());
      }
    }
  }
}
