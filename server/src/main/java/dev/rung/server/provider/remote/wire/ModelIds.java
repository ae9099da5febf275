package dev.rung.server.provider.remote.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads a list of models of which nothing but their ids is of use. */
public final class ModelIds {
  private ModelIds() {}

  /**
   * The models.
   *
   * @param list the field of the response that holds them
   * @param id the field of each that holds its id
   * @throws IOException when there is no list
   */
  public static List<ListedModel> read(Slice json, String list, String id) throws IOException {
    List<ListedModel> models = new ArrayList<>();
    Json.list(json, list, models::clear, entry -> Json.fields(entry, ids(models, id)));
    return List.copyOf(models);
  }

  private static Json.Fields ids(List<ListedModel> models, String id) {
    return (name, value) -> {
      String text = name.equals(id) ? Json.text(value) : "";
      if (!text.isBlank()) {
        models.add(
            new ListedModel(text, Optional.empty(), OptionalLong.empty(), OptionalInt.empty()));
      }
    };
  }
}
