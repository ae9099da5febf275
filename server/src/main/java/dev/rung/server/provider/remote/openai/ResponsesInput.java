package dev.rung.server.provider.remote.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.provider.remote.wire.ImageData;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Writes a prompt's conversation as {@code input}: calls and results are items of their own. */
final class ResponsesInput {
  private final JsonGenerator json;

  private ResponsesInput(JsonGenerator json) {
    this.json = json;
  }

  static void write(Prompt prompt, JsonGenerator json) throws IOException {
    ResponsesInput input = new ResponsesInput(json);
    json.writeArrayFieldStart("input");
    for (Message message : prompt.messages()) {
      input.write(message);
    }
    json.writeEndArray();
  }

  private void write(Message message) throws IOException {
    for (Part part : message.parts()) {
      if (part instanceof Part.Result result) {
        writeResult(result);
      }
    }
    if (message.parts().stream().anyMatch(ResponsesInput::isContent)) {
      writeTurn(message);
    }
    for (Part part : message.parts()) {
      if (part instanceof Part.Call call) {
        writeCall(call.call());
      }
    }
  }

  private static boolean isContent(Part part) {
    return switch (part) {
      case Part.Text _, Part.ImageBytes _, Part.ImageUri _ -> true;
      case Part.Call _, Part.Result _ -> false;
    };
  }

  private void writeResult(Part.Result result) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "function_call_output");
    json.writeStringField("call_id", CallIdForm.USUAL.fitting(result.callId()));
    json.writeStringField("output", result.content());
    json.writeEndObject();
  }

  private void writeCall(ToolCall call) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "function_call");
    json.writeStringField("call_id", CallIdForm.USUAL.fitting(call.id()));
    json.writeStringField("name", call.name());
    json.writeStringField("arguments", call.arguments().isBlank() ? "{}" : call.arguments());
    json.writeEndObject();
  }

  /** What a tool's message says beside its results is the user's. */
  private void writeTurn(Message message) throws IOException {
    Role role = message.role() == Role.TOOL ? Role.USER : message.role();
    json.writeStartObject();
    json.writeStringField("role", role.name().toLowerCase(Locale.ROOT));
    if (message.hasImage()) {
      writeParts(message.parts());
    } else {
      json.writeStringField("content", message.text());
    }
    json.writeEndObject();
  }

  private void writeParts(List<Part> parts) throws IOException {
    json.writeArrayFieldStart("content");
    for (Part part : parts) {
      switch (part) {
        case Part.Text text -> writePart("input_text", "text", text.text());
        case Part.ImageUri image -> writePart("input_image", "image_url", ImageData.address(image));
        case Part.ImageBytes image ->
            writePart("input_image", "image_url", ImageData.of(image).uri());
        case Part.Call _, Part.Result _ -> {}
      }
    }
    json.writeEndArray();
  }

  private void writePart(String type, String field, String value) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
    json.writeStringField(field, value);
    json.writeEndObject();
  }
}
