package dev.rung.server.provider.remote.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.remote.wire.DescribedSchema;
import dev.rung.server.provider.remote.wire.Json;
import dev.rung.server.provider.remote.wire.RequestBody;
import dev.rung.server.provider.remote.wire.ToolSchema;
import java.io.IOException;
import java.util.Map;

/** Writes a call as the body of POST /chat/completions. */
final class ChatRequest {
  private final Call call;
  private final Quirks quirks;
  private final ModelFamily family;
  private final JsonGenerator json;

  private ChatRequest(Call call, Quirks quirks, JsonGenerator json) {
    this.call = call;
    this.quirks = quirks;
    this.family = ModelFamily.of(call.model().modelId(), quirks.families());
    this.json = json;
  }

  /**
   * The body.
   *
   * @throws IOException when a schema is not JSON
   */
  static RequestBody of(Call call, Quirks quirks) throws IOException {
    return RequestBody.write(json -> new ChatRequest(call, quirks, json).write());
  }

  private void write() throws IOException {
    json.writeStartObject();
    String model = call.model().modelId();
    json.writeStringField("model", model);
    ChatMessages.write(call.prompt(), quirks, model, json);
    json.writeBooleanField("stream", call.stream());
    if (call.stream() && quirks.streamUsage()) {
      json.writeObjectFieldStart("stream_options");
      json.writeBooleanField("include_usage", true);
      json.writeEndObject();
    }
    writeSampling(call.sampling());
    writeTools(call.prompt());
    writeResponseFormat(call.prompt());
    for (Map.Entry<String, String> constant : quirks.constants().entrySet()) {
      json.writeStringField(constant.getKey(), constant.getValue());
    }
    json.writeEndObject();
  }

  private void writeSampling(Sampling sampling) throws IOException {
    Settled settled = Settled.of(call, quirks, false);
    switch (family) {
      case REASONING -> json.writeNumberField("max_completion_tokens", call.maxTokens());
      case PLAIN -> {
        json.writeNumberField("max_tokens", call.maxTokens());
        if (settled.temperature().isPresent()) {
          json.writeNumberField("temperature", settled.temperature().getAsDouble());
        }
        if (settled.topP().isPresent()) {
          json.writeNumberField("top_p", settled.topP().getAsDouble());
        }
      }
    }
    if (settled.seed().isPresent()) {
      json.writeNumberField("seed", settled.seed().getAsLong());
    }
    writeStop(sampling);
  }

  private void writeStop(Sampling sampling) throws IOException {
    if (sampling.stop().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("stop");
    for (String stop : sampling.stop()) {
      json.writeString(stop);
    }
    json.writeEndArray();
  }

  /** Tools that must not be called are not shown where the provider cannot be told so. */
  private void writeTools(Prompt prompt) throws IOException {
    boolean mustNot = prompt.toolChoice() instanceof ToolChoice.None;
    if (prompt.tools().isEmpty() || (mustNot && !quirks.choosesTools())) {
      return;
    }
    json.writeArrayFieldStart("tools");
    for (Tool tool : prompt.tools()) {
      writeTool(tool);
    }
    json.writeEndArray();
    writeToolChoice(prompt.toolChoice());
  }

  private void writeTool(Tool tool) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "function");
    json.writeObjectFieldStart("function");
    json.writeStringField("name", tool.name());
    if (!tool.description().isEmpty()) {
      json.writeStringField("description", tool.description());
    }
    if (!tool.parametersSchema().isBlank()) {
      json.writeFieldName("parameters");
      ToolSchema.write(tool.parametersSchema(), json);
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeToolChoice(ToolChoice choice) throws IOException {
    switch (choice) {
      case ToolChoice.Auto _ -> {}
      case ToolChoice.None _ -> json.writeStringField("tool_choice", "none");
      case ToolChoice.Required _ -> json.writeStringField("tool_choice", "required");
      case ToolChoice.Named named -> {
        json.writeObjectFieldStart("tool_choice");
        json.writeStringField("type", "function");
        json.writeObjectFieldStart("function");
        json.writeStringField("name", named.name());
        json.writeEndObject();
        json.writeEndObject();
      }
    }
  }

  private Quirks.Schemas schemas() {
    return quirks.schemas(call.model().modelId());
  }

  private void writeResponseFormat(Prompt prompt) throws IOException {
    if (prompt.responseSchema().isEmpty()) {
      return;
    }
    String schema = prompt.responseSchema().get();
    switch (schemas()) {
      case DESCRIBED -> writeJsonMode(schema);
      case ENFORCED -> writeSchema(schema);
    }
  }

  private void writeJsonMode(String schema) throws IOException {
    if (DescribedSchema.mayBeObject(schema)) {
      json.writeObjectFieldStart("response_format");
      json.writeStringField("type", "json_object");
      json.writeEndObject();
    }
  }

  private void writeSchema(String schema) throws IOException {
    json.writeObjectFieldStart("response_format");
    json.writeStringField("type", "json_schema");
    json.writeObjectFieldStart("json_schema");
    json.writeStringField("name", "answer");
    json.writeFieldName("schema");
    Json.copy(schema, json);
    if (quirks.families() == Quirks.Families.OPENAI
        && StrictSchema.isFor(call.model().modelId(), schema)) {
      json.writeBooleanField("strict", true);
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
