package dev.rung.server.provider.remote.ollama;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.remote.wire.ChatTemplate;
import dev.rung.server.provider.remote.wire.ImageData;
import dev.rung.server.provider.remote.wire.Json;
import dev.rung.server.provider.remote.wire.UnfitException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes a prompt's conversation as {@code messages}. */
final class ChatMessages {
  private final JsonGenerator json;
  private final Map<String, String> toolNames = new HashMap<>();

  private ChatMessages(JsonGenerator json) {
    this.json = json;
  }

  static void write(Call call, JsonGenerator json) throws IOException {
    ChatMessages messages = new ChatMessages(json);
    ChatTemplate template = ChatTemplate.of(call.model().modelId());
    json.writeArrayFieldStart("messages");
    for (Message message : template.messages(call.prompt(), Optional.empty())) {
      messages.write(message);
    }
    json.writeEndArray();
  }

  /** What of the call's messages is put in another order than it came. */
  static List<String> notes(Call call) {
    Prompt prompt = call.prompt();
    String model = call.model().name();
    ChatTemplate template = ChatTemplate.of(call.model().modelId());
    List<String> notes = new ArrayList<>(template.notes(prompt, model));
    if (template.messages(prompt, Optional.empty()).stream().anyMatch(ChatMessages::mixes)) {
      notes.add("images were given to " + model + " apart from the text around them");
    }
    return notes;
  }

  private static boolean mixes(Message message) {
    long texts = message.parts().stream().filter(Part.Text.class::isInstance).count();
    return message.hasImage() && texts > 1;
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

  /** A result is told apart by the tool's name here; the id says which call that was. */
  private void writeResult(Part.Result result) throws IOException {
    json.writeStartObject();
    json.writeStringField("role", "tool");
    json.writeStringField("content", result.content());
    json.writeStringField("tool_name", toolNames.getOrDefault(result.callId(), ""));
    json.writeEndObject();
  }

  private void writeTurn(Message message) throws IOException {
    json.writeStartObject();
    json.writeStringField("role", message.role().name().toLowerCase(Locale.ROOT));
    json.writeStringField("content", message.text());
    if (message.hasImage()) {
      writeImages(message);
    }
    List<ToolCall> calls =
        message.parts().stream()
            .filter(Part.Call.class::isInstance)
            .map(part -> ((Part.Call) part).call())
            .toList();
    if (!calls.isEmpty()) {
      writeCalls(calls);
    }
    json.writeEndObject();
  }

  private void writeImages(Message message) throws IOException {
    json.writeArrayFieldStart("images");
    for (Part part : message.parts()) {
      switch (part) {
        case Part.ImageBytes image ->
            json.writeBinary(
                Base64Variants.MIME_NO_LINEFEEDS, image.data(), 0, image.data().length);
        case Part.ImageUri image -> json.writeString(base64(image));
        case Part.Text _, Part.Call _, Part.Result _ -> {}
      }
    }
    json.writeEndArray();
  }

  /** What a data URI holds; Ollama fetches nothing by itself. */
  private static String base64(Part.ImageUri image) throws IOException {
    return ImageData.of(image)
        .map(ImageData::base64)
        .orElseThrow(() ->
            new UnfitException("an image must be given by its bytes or as a base64 data URI"));
  }

  private void writeCalls(List<ToolCall> calls) throws IOException {
    json.writeArrayFieldStart("tool_calls");
    for (ToolCall call : calls) {
      toolNames.put(call.id(), call.name());
      json.writeStartObject();
      json.writeObjectFieldStart("function");
      json.writeStringField("name", call.name());
      json.writeFieldName("arguments");
      Json.copyArguments(call.arguments(), json);
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
