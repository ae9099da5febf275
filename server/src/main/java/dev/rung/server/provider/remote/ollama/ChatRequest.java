package dev.rung.server.provider.remote.ollama;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.remote.wire.Json;
import dev.rung.server.provider.remote.wire.RequestBody;
import java.io.IOException;

/** Writes a call as the body of POST /api/chat. */
final class ChatRequest {
  private ChatRequest() {}

  /**
   * The body. {@code stream} is always said, since Ollama streams by default; {@code truncate} too,
   * since it would rather cut a long prompt than refuse it.
   *
   * @throws IOException when a schema or a tool call is not JSON, or an image is no base64
   */
  static RequestBody of(Call call) throws IOException {
    return RequestBody.write(json -> write(call, json));
  }

  private static void write(Call call, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("model", call.model().modelId());
    ChatMessages.write(call, json);
    json.writeBooleanField("stream", call.stream());
    json.writeBooleanField("truncate", false);
    writeTools(call.prompt(), json);
    if (call.prompt().responseSchema().isPresent()) {
      json.writeFieldName("format");
      Json.copy(call.prompt().responseSchema().get(), json);
    }
    writeOptions(call, json);
    json.writeEndObject();
  }

  /** It has no tool_choice: tools that must not be called are not shown. */
  private static void writeTools(Prompt prompt, JsonGenerator json) throws IOException {
    if (prompt.tools().isEmpty() || prompt.toolChoice() instanceof ToolChoice.None) {
      return;
    }
    json.writeArrayFieldStart("tools");
    for (Tool tool : prompt.tools()) {
      json.writeStartObject();
      json.writeStringField("type", "function");
      json.writeObjectFieldStart("function");
      json.writeStringField("name", tool.name());
      json.writeStringField("description", tool.description());
      if (!tool.parametersSchema().isBlank()) {
        json.writeFieldName("parameters");
        Json.copy(tool.parametersSchema(), json);
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeOptions(Call call, JsonGenerator json) throws IOException {
    Sampling sampling = call.sampling();
    json.writeObjectFieldStart("options");
    json.writeNumberField("num_predict", call.maxTokens());
    json.writeNumberField("num_ctx", ContextNeed.of(call));
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
      json.writeArrayFieldStart("stop");
      for (String stop : sampling.stop()) {
        json.writeString(stop);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
