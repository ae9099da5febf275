package dev.rung.server.provider.remote.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.provider.remote.wire.ImageData;
import dev.rung.server.provider.remote.wire.Json;
import dev.rung.server.provider.remote.wire.UnfitException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the parts of a turn as content blocks; a single text as what it is. */
final class ContentBlocks {
  /** Source: platform.claude.com/docs/en/build-with-claude/vision. */
  private static final Set<String> IMAGES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

  private final JsonGenerator json;

  ContentBlocks(JsonGenerator json) {
    this.json = json;
  }

  void write(List<Part> parts) throws IOException {
    if (parts.size() == 1 && parts.getFirst() instanceof Part.Text only) {
      json.writeString(only.text());
      return;
    }
    json.writeStartArray();
    for (Part part : parts) {
      json.writeStartObject();
      write(part);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void write(Part part) throws IOException {
    switch (part) {
      case Part.Text text -> {
        json.writeStringField("type", "text");
        json.writeStringField("text", text.text());
      }
      case Part.ImageBytes image -> writeImage(ImageData.of(image));
      case Part.ImageUri image -> writeImage(image);
      case Part.Call call -> writeCall(call.call());
      case Part.Result result -> {
        json.writeStringField("type", "tool_result");
        json.writeStringField("tool_use_id", id(result.callId()));
        json.writeStringField("content", result.content());
      }
    }
  }

  private void writeCall(ToolCall call) throws IOException {
    json.writeStringField("type", "tool_use");
    json.writeStringField("id", id(call.id()));
    json.writeStringField("name", call.name());
    json.writeFieldName("input");
    Json.copyArguments(call.arguments(), json);
  }

  private void writeImage(Part.ImageUri image) throws IOException {
    Optional<ImageData> data = ImageData.of(image);
    if (data.isPresent()) {
      writeImage(data.get());
      return;
    }
    if (!image.uri().startsWith("https://") && !image.uri().startsWith("http://")) {
      throw new UnfitException(
          "an image must be given by its bytes, as a base64 data URI or by a URL");
    }
    json.writeStringField("type", "image");
    json.writeObjectFieldStart("source");
    json.writeStringField("type", "url");
    json.writeStringField("url", image.uri());
    json.writeEndObject();
  }

  private void writeImage(ImageData image) throws IOException {
    if (!IMAGES.contains(image.mediaType())) {
      throw new UnfitException("an image must be a JPEG, PNG, GIF or WebP");
    }
    json.writeStringField("type", "image");
    json.writeObjectFieldStart("source");
    json.writeStringField("type", "base64");
    json.writeStringField("media_type", image.mediaType());
    json.writeStringField("data", image.base64());
    json.writeEndObject();
  }

  /** Other providers' ids may hold what is refused here, such as "functions.weather:0". */
  private static String id(String id) {
    StringBuilder clean = new StringBuilder(id.length());
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean taken = c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
      clean.append(taken ? c : '_');
    }
    return clean.toString();
  }
}
