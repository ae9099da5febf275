package dev.rung.server.provider.remote.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.remote.wire.Conversation;
import dev.rung.server.provider.remote.wire.Json;
import dev.rung.server.provider.remote.wire.RequestBody;
import dev.rung.server.provider.remote.wire.ToolSchema;
import java.io.IOException;
import java.util.List;

/** Writes a call as the body of POST /v1/messages. */
final class MessagesRequest {
  /**
   * Above it a response in one piece could take longer than the ten minutes after which connections
   * are given up: 3600 s × max_tokens / 128000 is what the vendor's SDKs reckon with.
   */
  private static final int MOST_TOKENS_IN_ONE_PIECE = 21_333;

  private final Call call;
  private final Conversation conversation;
  private final Settled sampling;
  private final AnswerSchema schema;
  private final JsonGenerator json;

  private MessagesRequest(
      Call call,
      Conversation conversation,
      Settled sampling,
      AnswerSchema schema,
      JsonGenerator json) {
    this.call = call;
    this.conversation = conversation;
    this.sampling = sampling;
    this.schema = schema;
    this.json = json;
  }

  /**
   * The body.
   *
   * @param conversation of the call's prompt
   * @throws IOException when a schema or a tool call is not JSON, or an image is not at a URL
   */
  static RequestBody of(Call call, Conversation conversation, Claude model, Settled sampling)
      throws IOException {
    AnswerSchema schema = AnswerSchema.of(call.prompt(), model);
    return RequestBody.write(
        json -> new MessagesRequest(call, conversation, sampling, schema, json).write());
  }

  /** Whether the answer is asked for as a stream, be it only to keep the connection alive. */
  static boolean streams(Call call) {
    return call.stream() || call.maxTokens() > MOST_TOKENS_IN_ONE_PIECE;
  }

  private void write() throws IOException {
    json.writeStartObject();
    json.writeStringField("model", call.model().modelId());
    json.writeNumberField("max_tokens", call.maxTokens());
    writeSystem(conversation.system(schema.described()));
    writeMessages();
    json.writeBooleanField("stream", streams(call));
    if (sampling.temperature().isPresent()) {
      json.writeNumberField("temperature", sampling.temperature().getAsDouble());
    }
    if (sampling.topP().isPresent()) {
      json.writeNumberField("top_p", sampling.topP().getAsDouble());
    }
    writeStop(call.sampling().stop());
    writeTools(call.prompt());
    writeSchema();
    json.writeEndObject();
  }

  private void writeSystem(String system) throws IOException {
    if (!system.isEmpty()) {
      json.writeStringField("system", system);
    }
  }

  private void writeMessages() throws IOException {
    ContentBlocks blocks = new ContentBlocks(json);
    json.writeArrayFieldStart("messages");
    for (Conversation.Turn turn : conversation.turns()) {
      json.writeStartObject();
      json.writeStringField("role", turn.assistant() ? "assistant" : "user");
      json.writeFieldName("content");
      blocks.write(turn.parts());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeStop(List<String> stop) throws IOException {
    if (stop.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("stop_sequences");
    for (String text : stop) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private void writeTools(Prompt prompt) throws IOException {
    if (prompt.tools().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("tools");
    for (Tool tool : prompt.tools()) {
      json.writeStartObject();
      json.writeStringField("name", tool.name());
      if (!tool.description().isEmpty()) {
        json.writeStringField("description", tool.description());
      }
      json.writeFieldName("input_schema");
      ToolSchema.write(tool.parametersSchema(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    writeToolChoice(prompt.toolChoice());
  }

  private void writeToolChoice(ToolChoice choice) throws IOException {
    switch (choice) {
      case ToolChoice.Auto _ -> {}
      case ToolChoice.None _ -> writeToolChoice("none");
      case ToolChoice.Required _ -> writeToolChoice("any");
      case ToolChoice.Named named -> {
        json.writeObjectFieldStart("tool_choice");
        json.writeStringField("type", "tool");
        json.writeStringField("name", named.name());
        json.writeEndObject();
      }
    }
  }

  private void writeToolChoice(String type) throws IOException {
    json.writeObjectFieldStart("tool_choice");
    json.writeStringField("type", type);
    json.writeEndObject();
  }

  private void writeSchema() throws IOException {
    if (schema.enforced().isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("output_config");
    json.writeObjectFieldStart("format");
    json.writeStringField("type", "json_schema");
    json.writeFieldName("schema");
    Json.copy(schema.enforced().get(), json);
    json.writeEndObject();
    json.writeEndObject();
  }
}
