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
  private static final String PROMPT = "prompt";
  private static final String SYSTEM = "system_prompt";
  private static final String TEMPERATURE = "temperature";
  private static final String TOP_P = "top_p";
  private static final String SEED = "seed";
  private static final String STOP = "stop_sequences";

  private final Call call;
  private final ModelReference model;
  private final Inputs inputs;
  private final Conversation conversation;
  private final JsonGenerator json;

  private PredictionRequest(Call call, ModelReference model, Inputs inputs, JsonGenerator json) {
    this.call = call;
    this.model = model;
    this.inputs = inputs;
    this.conversation = Conversation.of(call.prompt());
    this.json = json;
  }

  static RequestBody of(Call call, ModelReference model, Inputs inputs) throws IOException {
    return RequestBody.write(json -> new PredictionRequest(call, model, inputs, json).write());
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

  /** Why a model with these inputs cannot be asked; empty where it can. */
  static Optional<String> lack(Call call, Inputs inputs) {
    String name = call.model().name();
    if (!inputs.have(PROMPT)) {
      return Optional.of("cannot ask " + name + ", which has no input named prompt");
    }
    if (inputs.bound().isEmpty()) {
      return Optional.of("cannot ask " + name + ", which has no input that bounds its answer");
    }
    return !call.sampling().stop().isEmpty() && !inputs.have(STOP)
        ? Optional.of("takes no stop text for " + name + ", which has no input for it")
        : Optional.empty();
  }

  /** What of the call is put in another way than it came, or may be dropped. */
  static List<String> notes(Call call, Inputs inputs) {
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
    List<String> optional = optional(call, conversation);
    if (inputs.known().isEmpty() && !optional.isEmpty()) {
      notes.add(
          "which inputs "
              + name
              + " has could not be looked up: Replicate drops those of "
              + String.join(", ", optional)
              + " that it has not");
    }
    for (String input : optional) {
      if (!inputs.have(input)) {
        notes.add(
            input.equals(SYSTEM)
                ? "the system prompt was put before the prompt: " + name + " has no input for it"
                : input + " was left out: " + name + " has no input for it");
      }
    }
    return notes;
  }

  /** The inputs of a call that a model may lack, by their names. */
  private static List<String> optional(Call call, Conversation conversation) {
    Sampling sampling = call.sampling();
    List<String> named = new ArrayList<>();
    if (!system(call, conversation).isEmpty()) {
      named.add(SYSTEM);
    }
    sampling.temperature().ifPresent(_ -> named.add(TEMPERATURE));
    sampling.topP().ifPresent(_ -> named.add(TOP_P));
    sampling.seed().ifPresent(_ -> named.add(SEED));
    if (!sampling.stop().isEmpty()) {
      named.add(STOP);
    }
    return named;
  }

  private static String system(Call call, Conversation conversation) {
    return conversation.system(call.prompt().responseSchema().map(DescribedSchema::of));
  }

  private void write() throws IOException {
    json.writeStartObject();
    if (model.version().isPresent()) {
      json.writeStringField("version", model.version().get());
    }
    json.writeObjectFieldStart("input");
    String system = system(call, conversation);
    boolean apart = system.isEmpty() || inputs.have(SYSTEM);
    json.writeStringField(PROMPT, apart ? text() : system + "\n\n" + text());
    if (apart && !system.isEmpty()) {
      json.writeStringField(SYSTEM, system);
    }
    if (inputs.bound().isPresent()) {
      json.writeNumberField(inputs.bound().get(), call.maxTokens());
    }
    writeSampling(call.sampling());
    json.writeEndObject();
    if (call.stream()) {
      json.writeBooleanField("stream", true);
    }
    json.writeEndObject();
  }

  private void writeSampling(Sampling sampling) throws IOException {
    if (sampling.temperature().isPresent() && inputs.have(TEMPERATURE)) {
      json.writeNumberField(TEMPERATURE, sampling.temperature().getAsDouble());
    }
    if (sampling.topP().isPresent() && inputs.have(TOP_P)) {
      json.writeNumberField(TOP_P, sampling.topP().getAsDouble());
    }
    if (sampling.seed().isPresent() && inputs.have(SEED)) {
      json.writeNumberField(SEED, sampling.seed().getAsLong());
    }
    if (!sampling.stop().isEmpty()) {
      json.writeStringField(STOP, String.join(BETWEEN_STOPS, sampling.stop()));
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
