package dev.rung.server.http.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rung.server.call.Bugs;
import dev.rung.server.engine.NearestNames;
import dev.rung.server.engine.Operations;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Refusal.Reason;
import dev.rung.server.generate.RequestId;
import dev.rung.server.http.wire.WebReply;
import dev.rung.server.provider.Model;
import dev.rung.server.select.ModelState;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GET /v1/models and /v1/models/{id}: what a request's {@code model} may be. */
public final class ModelList {
  private static final String AUTO = "auto";
  private static final String OWNER = "rung";

  private final Operations operations;
  private final long created;

  /**
   * The models that these operations know.
   *
   * @param since told as the time of every model's making, which nobody knows
   */
  public ModelList(Operations operations, Instant since) {
    this.operations = operations;
    this.created = since.getEpochSecond();
  }

  /** Every model that can serve this caller now, and {@code auto}. */
  public void all(RequestId id, Caller caller, WebReply reply) {
    run(
        id,
        reply,
        () -> {
          List<Model> models =
              allowed(caller).stream()
                  .filter(state -> state.notReady().isEmpty())
                  .map(ModelState::model)
                  .toList();
          send(reply, id, json -> list(models, json));
        });
  }

  /** One model, by name, alias or its provider's id, in any case, percent-encoded or not. */
  public void one(RequestId id, Caller caller, String encoded, WebReply reply) {
    run(id, reply, () -> one(id, decoded(encoded), allowed(caller), reply));
  }

  private List<ModelState> allowed(Caller caller) {
    return operations.models().stream()
        .filter(state -> {
          Model model = state.model();
          return caller.rights().allows(model.tier(), model.name(), model.aliases());
        })
        .toList();
  }

  private void one(RequestId id, String name, List<ModelState> models, WebReply reply) {
    if (name.equalsIgnoreCase(AUTO)) {
      send(reply, id, json -> entry(AUTO, OWNER, Optional.empty(), json));
      return;
    }
    Optional<Model> found = found(name, models);
    if (found.isPresent()) {
      Model model = found.get();
      send(reply, id, json -> entry(name, model.provider(), found, json));
    } else {
      ApiError.of(unknown(name, models)).send(id, reply);
    }
  }

  /** As a request finds it: names and aliases come before ids, and who is ready before others. */
  private static Optional<Model> found(String name, List<ModelState> models) {
    return models.stream()
        .map(ModelState::model)
        .filter(model -> isCalled(model, name))
        .findFirst()
        .or(() ->
            models.stream()
                .filter(state -> state.model().modelId().equalsIgnoreCase(name))
                .min(Comparator.comparing(state -> state.notReady().isPresent()))
                .map(ModelState::model));
  }

  /** In any case, as in a request. */
  private static boolean isCalled(Model model, String name) {
    return model.name().equalsIgnoreCase(name)
        || model.aliases().stream().anyMatch(alias -> alias.equalsIgnoreCase(name));
  }

  private static Refusal unknown(String name, List<ModelState> models) {
    List<String> known = new ArrayList<>();
    models.forEach(state -> {
      known.add(state.model().name());
      known.addAll(state.model().aliases());
    });
    List<String> nearest = NearestNames.of(name, known);
    return new Refusal(
        Reason.UNKNOWN_MODEL,
        "there is no model or alias of this name"
            + (nearest.isEmpty() ? "" : "; nearest: " + String.join(", ", nearest)),
        Optional.of("model"),
        Optional.empty(),
        Optional.empty(),
        nearest);
  }

  private static void run(RequestId id, WebReply reply, Runnable body) {
    Bugs.run(id, why -> ApiError.of(why).send(id, reply), body);
  }

  private static void send(WebReply reply, RequestId id, Json.Writing writing) {
    reply.whole(
        200,
        Map.of("content-type", "application/json", "x-request-id", id.value()),
        Json.bytes(writing));
  }

  private void list(List<Model> models, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("object", "list");
    json.writeArrayFieldStart("data");
    entry(AUTO, OWNER, Optional.empty(), json);
    for (Model model : models) {
      entry(model.name(), model.provider(), Optional.of(model), json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void entry(String id, String owner, Optional<Model> model, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id);
    json.writeStringField("object", "model");
    json.writeNumberField("created", created);
    json.writeStringField("owned_by", owner);
    if (model.isPresent()) {
      json.writeObjectFieldStart("rung");
      json.writeStringField("name", model.get().name());
      json.writeStringField("tier", Account.tier(model.get().tier()));
      json.writeNumberField("context_window", model.get().contextWindow());
      json.writeArrayFieldStart("aliases");
      for (String alias : model.get().aliases()) {
        json.writeString(alias);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static String decoded(String encoded) {
    try {
      return URLDecoder.decode(encoded.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return encoded;
    }
  }
}
