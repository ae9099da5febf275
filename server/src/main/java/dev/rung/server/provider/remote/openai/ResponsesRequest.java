package dev.rung.server.provider.remote.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.remote.wire.Json;
import dev.rung.server.provider.remote.wire.RequestBody;
import dev.rung.server.provider.remote.wire.ToolSchema;
import java.io.IOException;

/**
 * Writes a call as the body of POST /responses. Nothing is stored at the far end. The models that
 * need it take no sampling parameters.
 */
final class ResponsesRequest {
  private final Call call;
  private final JsonGenerator json;

  private ResponsesRequest(Call call, JsonGenerator json) {
    this.call = call;
    this.json = json;
  }

  /**
   * The body.
   *
   * @throws IOException when a schema is not JSON
   */
  static RequestBody of(Call call) throws IOException {
    return RequestBody.write(json -> new ResponsesRequest(call, json).write());
  }

  private void write() throws IOException {
    json.writeStartObject();
    json.writeStringField("model", call.model().modelId());
    ResponsesInput.write(call.prompt(), json);
    json.writeBooleanField("stream", call.stream());
    json.writeBooleanField("store", false);
    json.writeNumberField("max_output_tokens", call.maxTokens());
    writeTools(call.prompt());
    writeFormat(call.prompt());
    json.writeEndObject();
  }

  /** Not strict: a strict schema must name every property as required. */
  private void writeTools(Prompt prompt) throws IOException {
    if (prompt.tools().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("tools");
    for (Tool tool : prompt.tools()) {
      json.writeStartObject();
      json.writeStringField("type", "function");
      json.writeStringField("name", tool.name());
      if (!tool.description().isEmpty()) {
        json.writeStringField("description", tool.description());
      }
      json.writeFieldName("parameters");
      ToolSchema.write(tool.parametersSchema(), json);
      json.writeBooleanField("strict", false);
      json.writeEndObject();
    }
    json.writeEndArray();
    switch (prompt.toolChoice()) {
      case ToolChoice.Auto _ -> {}
      case ToolChoice.None _ -> json.writeStringField("tool_choice", "none");
      case ToolChoice.Required _ -> json.writeStringField("tool_choice", "required");
      case ToolChoice.Named named -> {
        json.writeObjectFieldStart("tool_choice");
        json.writeStringField("type", "function");
        json.writeStringField("name", named.name());
        json.writeEndObject();
      }
    }
  }

  private void writeFormat(Prompt prompt) throws IOException {
    if (prompt.responseSchema().isEmpty()) {
      return;
    }
    String schema = prompt.responseSchema().get();
    json.writeObjectFieldStart("text");
    json.writeObjectFieldStart("format");
    json.writeStringField("type", "json_schema");
    json.writeStringField("name", "answer");
    json.writeFieldName("schema");
    Json.copy(schema, json);
    if (StrictSchema.isFor(call.model().modelId(), schema)) {
      json.writeBooleanField("strict", true);
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
