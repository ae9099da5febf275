package dev.rung.server.provider.remote.replicate;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Sampling;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.remote.wire.Conversation;
import dev.rung.server.provider.remote.wire.DescribedSchema;
import dev.rung.server.provider.remote.wire.RequestBody;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes a call as the body of POST predictions. What a prediction takes is each model's own; these
 * are the names that the language models of Meta and those after them use.
 */
final class PredictionRequest {
  private static final String BETWEEN_STOPS = ",";

  private final Call call;
  private final ModelReference model;
  private final Conversation conversation;
  private final JsonGenerator json;

  private PredictionRequest(Call call, ModelReference model, JsonGenerator json) {
    this.call = call;
    this.model = model;
    this.conversation = Conversation.of(call.prompt());
    this.json = json;
  }

  static RequestBody of(Call call, ModelReference model) throws IOException {
    return RequestBody.write(json -> new PredictionRequest(call, model, json).write());
  }

  /** Why this call cannot be put; empty where it can. */
  static Optional<String> fault(Call call) {
    Prompt prompt = call.prompt();
    boolean onlyText =
        prompt.messages().stream()
            .flatMap(message -> message.parts().stream())
            .allMatch(Part.Text.class::isInstance);
    if (!prompt.tools().isEmpty() || !onlyText) {
      return Optional.of("takes text alone: no tools, no results of tools, no images");
    }
    if (!Conversation.of(prompt).hasTurns()) {
      return Optional.of("cannot be asked with a system prompt alone");
    }
    return call.sampling().stop().stream().anyMatch(stop -> stop.contains(BETWEEN_STOPS))
        ? Optional.of("takes no stop text with a comma")
        : Optional.empty();
  }

  /** What of the call is put in another way than it came. */
  static List<String> notes(Call call) {
    List<String> notes = new ArrayList<>();
    String name = call.model().name();
    Conversation conversation = Conversation.of(call.prompt());
    if (conversation.turns().size() > 1) {
      notes.add("the conversation was given to " + name + " as one text");
    }
    notes.addAll(conversation.notes(name));
    if (call.prompt().responseSchema().isPresent()) {
      notes.add(DescribedSchema.note(name));
    }
    return notes;
  }

  private void write() throws IOException {
    json.writeStartObject();
    if (model.version().isPresent()) {
      json.writeStringField("version", model.version().get());
    }
    json.writeObjectFieldStart("input");
    json.writeStringField("prompt", text());
    Optional<String> schema = call.prompt().responseSchema().map(DescribedSchema::of);
    String system = conversation.system(schema);
    if (!system.isEmpty()) {
      json.writeStringField("system_prompt", system);
    }
    json.writeNumberField("max_tokens", call.maxTokens());
    writeSampling(call.sampling());
    json.writeEndObject();
    if (call.stream()) {
      json.writeBooleanField("stream", true);
    }
    json.writeEndObject();
  }

  private void writeSampling(Sampling sampling) throws IOException {
    if (sampling.temperature().isPresent()) {
      json.writeNumberField("temperature", sampling.temperature().getAsDouble());
    }
    if (sampling.topP().isPresent()) {
      json.writeNumberField("top_p", sampling.topP().getAsDouble());
    }
    if (sampling.seed().isPresent()) {
      json.writeNumberField("seed", sampling.seed().getAsLong());
    }
    if (!sampling.stop().isEmpty()) {
      json.writeStringField("stop_sequences", String.join(BETWEEN_STOPS, sampling.stop()));
    }
  }

  /** A single turn as it is; of several ones, who says what. */
  private String text() {
    List<Conversation.Turn> turns = conversation.turns();
    if (turns.size() == 1) {
      return text(turns.getFirst());
    }
    return turns.stream()
        .map(turn -> (turn.assistant() ? "Assistant: " : "User: ") + text(turn))
        .collect(Collectors.joining("\n\n", "", "\n\nAssistant:"));
  }

  private static String text(Conversation.Turn turn) {
    return turn.parts().stream()
        .filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text())
        .collect(Collectors.joining("\n"));
  }
}
