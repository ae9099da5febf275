package dev.rung.server.provider.remote.gemini;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.provider.remote.wire.Conversation;
import dev.rung.server.provider.remote.wire.ImageData;
import dev.rung.server.provider.remote.wire.Json;
import dev.rung.server.provider.remote.wire.UnfitException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes a conversation's turns as {@code contents}. One request, one thread. */
final class Contents {
  /**
   * What Google documents in place of a signature for calls that another model made: a conversation
   * here may go to another model with every turn, so signatures are not kept.
   */
  private static final String NO_SIGNATURE = "skip_thought_signature_validator";

  /** Source: ai.google.dev/gemini-api/docs/image-understanding. */
  private static final Set<String> IMAGES =
      Set.of("image/png", "image/jpeg", "image/webp", "image/heic", "image/heif");

  private static final Map<String, String> TYPES =
      Map.of(
          "png", "image/png",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "webp", "image/webp",
          "gif", "image/gif",
          "heic", "image/heic");

  private final GeminiModel model;
  private final JsonGenerator json;
  private final Map<String, String> toolNames = new HashMap<>();

  Contents(GeminiModel model, JsonGenerator json) {
    this.model = model;
    this.json = json;
  }

  void write(Conversation conversation) throws IOException {
    json.writeArrayFieldStart("contents");
    for (Conversation.Turn turn : conversation.turns()) {
      json.writeStartObject();
      json.writeStringField("role", turn.assistant() ? "model" : "user");
      json.writeArrayFieldStart("parts");
      boolean signed = false;
      for (Part part : turn.parts()) {
        json.writeStartObject();
        write(part, model.wantsSignatures() && !signed);
        json.writeEndObject();
        signed |= part instanceof Part.Call;
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Of several calls in one turn, only the first one has a signature. */
  private void write(Part part, boolean signs) throws IOException {
    switch (part) {
      case Part.Text text -> json.writeStringField("text", text.text());
      case Part.ImageBytes image -> writeImage(ImageData.of(image));
      case Part.ImageUri image -> writeImage(image);
      case Part.Call call -> writeCall(call.call(), signs);
      case Part.Result result -> writeResult(result);
    }
  }

  private void writeCall(ToolCall call, boolean signs) throws IOException {
    toolNames.put(call.id(), call.name());
    json.writeObjectFieldStart("functionCall");
    json.writeStringField("id", call.id());
    json.writeStringField("name", call.name());
    json.writeFieldName("args");
    Json.copyArguments(call.arguments(), json);
    json.writeEndObject();
    if (signs) {
      json.writeStringField("thoughtSignature", NO_SIGNATURE);
    }
  }

  /** A result must be an object; a text becomes the output field of one. */
  private void writeResult(Part.Result result) throws IOException {
    json.writeObjectFieldStart("functionResponse");
    json.writeStringField("id", result.callId());
    json.writeStringField("name", toolNames.getOrDefault(result.callId(), result.callId()));
    json.writeFieldName("response");
    if (Json.isObject(result.content())) {
      Json.copy(result.content(), json);
    } else {
      json.writeStartObject();
      json.writeStringField("output", result.content());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void writeImage(Part.ImageUri image) throws IOException {
    Optional<ImageData> data = ImageData.of(image);
    if (data.isPresent()) {
      writeImage(data.get());
      return;
    }
    if (image.uri().startsWith("data:")) {
      throw new UnfitException("an image in a data URI must be base64");
    }
    json.writeObjectFieldStart("fileData");
    String end = image.uri().substring(image.uri().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (TYPES.containsKey(end)) {
      json.writeStringField("mimeType", TYPES.get(end));
    }
    json.writeStringField("fileUri", image.uri());
    json.writeEndObject();
  }

  private void writeImage(ImageData image) throws IOException {
    if (!IMAGES.contains(image.mediaType())) {
      throw new UnfitException("an image must be a PNG, JPEG, WebP, HEIC or HEIF");
    }
    json.writeObjectFieldStart("inlineData");
    json.writeStringField("mimeType", image.mediaType());
    json.writeStringField("data", image.base64());
    json.writeEndObject();
  }
}
