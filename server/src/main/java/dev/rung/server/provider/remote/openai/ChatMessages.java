package dev.rung.server.provider.remote.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.provider.remote.wire.ChatTemplate;
import dev.rung.server.provider.remote.wire.DescribedSchema;
import dev.rung.server.provider.remote.wire.ImageData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes a prompt's conversation as {@code messages}. */
final class ChatMessages {
  private final CallIdForm ids;
  private final Map<String, String> turnConstants;
  private final JsonGenerator json;

  private ChatMessages(CallIdForm ids, Map<String, String> turnConstants, JsonGenerator json) {
    this.ids = ids;
    this.turnConstants = turnConstants;
    this.json = json;
  }

  static void write(Prompt prompt, Quirks quirks, String modelId, JsonGenerator json)
      throws IOException {
    ChatTemplate template = ChatTemplate.of(modelId);
    ChatMessages messages = new ChatMessages(CallIdForm.of(template), quirks.turnConstants(), json);
    Quirks.Schemas schemas = quirks.schemas(modelId);
    Optional<String> described =
        prompt
            .responseSchema()
            .filter(_ -> schemas == Quirks.Schemas.DESCRIBED)
            .map(DescribedSchema::of);
    json.writeArrayFieldStart("messages");
    for (Message message : template.messages(prompt, described)) {
      messages.write(message);
    }
    json.writeEndArray();
  }

  /** Every tool result is a message of its own. */
  private void write(Message message) throws IOException {
    for (Part.Result result : message.results()) {
      writeResult(result);
    }
    if (!message.isResults()) {
      writeTurn(message);
    }
  }

  private void writeResult(Part.Result result) throws IOException {
    json.writeStartObject();
    json.writeStringField("role", "tool");
    json.writeStringField("tool_call_id", ids.fitting(result.callId()));
    json.writeStringField("content", result.content());
    json.writeEndObject();
  }

  private void writeTurn(Message message) throws IOException {
    json.writeStartObject();
    json.writeStringField("role", message.role().name().toLowerCase(Locale.ROOT));
    List<ToolCall> calls = calls(message);
    if (message.hasImage()) {
      writeParts(message);
    } else if (message.text().isEmpty() && !calls.isEmpty()) {
      json.writeNullField("content");
    } else {
      json.writeStringField("content", message.text());
    }
    if (message.role() == Role.ASSISTANT) {
      writeAssistants(calls);
    }
    json.writeEndObject();
  }

  private void writeAssistants(List<ToolCall> calls) throws IOException {
    for (Map.Entry<String, String> constant : turnConstants.entrySet()) {
      json.writeStringField(constant.getKey(), constant.getValue());
    }
    if (!calls.isEmpty()) {
      writeCalls(calls);
    }
  }

  private static List<ToolCall> calls(Message message) {
    List<ToolCall> calls = new ArrayList<>(0);
    for (Part part : message.parts()) {
      if (part instanceof Part.Call made) {
        calls.add(made.call());
      }
    }
    return calls;
  }

  private void writeParts(Message message) throws IOException {
    json.writeArrayFieldStart("content");
    for (Part part : message.parts()) {
      switch (part) {
        case Part.Text text -> writeText(text.text());
        case Part.ImageUri image -> writeImage(ImageData.address(image));
        case Part.ImageBytes image -> writeImage(ImageData.of(image).uri());
        case Part.Call _, Part.Result _ -> {}
      }
    }
    json.writeEndArray();
  }

  private void writeText(String text) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "text");
    json.writeStringField("text", text);
    json.writeEndObject();
  }

  private void writeImage(String url) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "image_url");
    json.writeObjectFieldStart("image_url");
    json.writeStringField("url", url);
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeCalls(List<ToolCall> calls) throws IOException {
    json.writeArrayFieldStart("tool_calls");
    for (ToolCall call : calls) {
      json.writeStartObject();
      json.writeStringField("id", ids.fitting(call.id()));
      json.writeStringField("type", "function");
      json.writeObjectFieldStart("function");
      json.writeStringField("name", call.name());
      json.writeStringField("arguments", call.arguments().isBlank() ? "{}" : call.arguments());
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
