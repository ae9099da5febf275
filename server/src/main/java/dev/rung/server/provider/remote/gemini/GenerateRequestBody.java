package dev.rung.server.provider.remote.gemini;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.remote.wire.Conversation;
import dev.rung.server.provider.remote.wire.DescribedSchema;
import dev.rung.server.provider.remote.wire.RequestBody;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a call as the body of generateContent and streamGenerateContent. */
final class GenerateRequestBody {
  private final Call call;
  private final Conversation conversation;
  private final GeminiModel model;
  private final JsonGenerator json;

  private GenerateRequestBody(
      Call call, Conversation conversation, GeminiModel model, JsonGenerator json) {
    this.call = call;
    this.conversation = conversation;
    this.model = model;
    this.json = json;
  }

  /**
   * The body.
   *
   * @param conversation of the call's prompt
   * @throws IOException when a schema or a tool call is not JSON, or an image no base64
   */
  static RequestBody of(Call call, Conversation conversation, GeminiModel model)
      throws IOException {
    return RequestBody.write(
        json -> new GenerateRequestBody(call, conversation, model, json).write());
  }

  /** What of the call cannot be put as it came. */
  static List<String> notes(Call call, Conversation conversation, GeminiModel model) {
    Sampling asked = call.sampling();
    List<String> notes = new ArrayList<>();
    String why = " was left out: " + call.model().name() + " does not take it";
    if (!model.samples()) {
      asked.temperature().ifPresent(_ -> notes.add("temperature" + why));
      asked.topP().ifPresent(_ -> notes.add("top_p" + why));
    }
    if (asked.seed().isPresent() && !seedFits(asked)) {
      notes.add("seed was left out: it has more than 32 bits");
    }
    notes.addAll(conversation.notes(call.model().name()));
    if (call.prompt().responseSchema().isPresent() && !enforces(call, model)) {
      notes.add(DescribedSchema.note(call.model().name()));
    }
    return notes;
  }

  private static boolean seedFits(Sampling sampling) {
    return sampling.seed().isPresent()
        && sampling.seed().getAsLong() == (int) sampling.seed().getAsLong();
  }

  private void write() throws IOException {
    json.writeStartObject();
    new Contents(model, json).write(conversation);
    writeSystem(conversation.system(described()));
    writeTools(call.prompt());
    writeConfig();
    json.writeEndObject();
  }

  /** Older models call tools or keep to a schema, not both: then they are told the schema. */
  private static boolean enforces(Call call, GeminiModel model) {
    return call.prompt().tools().isEmpty() || model.combinesSchemaAndTools();
  }

  private Optional<String> described() {
    return call.prompt()
        .responseSchema()
        .filter(_ -> !enforces(call, model))
        .map(DescribedSchema::of);
  }

  private void writeSystem(String system) throws IOException {
    if (system.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("systemInstruction");
    json.writeArrayFieldStart("parts");
    json.writeStartObject();
    json.writeStringField("text", system);
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeTools(Prompt prompt) throws IOException {
    if (prompt.tools().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("tools");
    json.writeStartObject();
    json.writeArrayFieldStart("functionDeclarations");
    for (Tool tool : prompt.tools()) {
      json.writeStartObject();
      json.writeStringField("name", tool.name());
      json.writeStringField("description", tool.description());
      SchemaFields.writeParameters(tool.parametersSchema(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    switch (prompt.toolChoice()) {
      case ToolChoice.Auto _ -> {}
      case ToolChoice.None _ -> writeMode("NONE", Optional.empty());
      case ToolChoice.Required _ -> writeMode("ANY", Optional.empty());
      case ToolChoice.Named named -> writeMode("ANY", Optional.of(named.name()));
    }
  }

  private void writeMode(String mode, Optional<String> only) throws IOException {
    json.writeObjectFieldStart("toolConfig");
    json.writeObjectFieldStart("functionCallingConfig");
    json.writeStringField("mode", mode);
    if (only.isPresent()) {
      json.writeArrayFieldStart("allowedFunctionNames");
      json.writeString(only.get());
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeConfig() throws IOException {
    Sampling sampling = call.sampling();
    json.writeObjectFieldStart("generationConfig");
    json.writeNumberField("maxOutputTokens", call.maxTokens());
    if (model.samples() && sampling.temperature().isPresent()) {
      json.writeNumberField("temperature", sampling.temperature().getAsDouble());
    }
    if (model.samples() && sampling.topP().isPresent()) {
      json.writeNumberField("topP", sampling.topP().getAsDouble());
    }
    if (seedFits(sampling)) {
      json.writeNumberField("seed", (int) sampling.seed().getAsLong());
    }
    if (!sampling.stop().isEmpty()) {
      json.writeArrayFieldStart("stopSequences");
      for (String stop : sampling.stop()) {
        json.writeString(stop);
      }
      json.writeEndArray();
    }
    Optional<String> schema = call.prompt().responseSchema().filter(_ -> enforces(call, model));
    if (schema.isPresent()) {
      json.writeStringField("responseMimeType", "application/json");
      SchemaFields.writeResponse(schema.get(), json);
    }
    json.writeEndObject();
  }
}
