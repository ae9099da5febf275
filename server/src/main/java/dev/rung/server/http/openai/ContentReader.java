package dev.rung.server.http.openai;

import dev.rung.server.call.ImageRules;
import dev.rung.server.call.Violations;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the content of messages: a string, or parts. */
final class ContentReader {
  private final Violations violations;
  private final Ignored ignored;

  ContentReader(Violations violations, Ignored ignored) {
    this.violations = violations;
    this.ignored = ignored;
  }

  /** The parts of a message that is not a tool's; empty where there is no content. */
  List<Part> read(JsonObject message, Role role) {
    Optional<JsonValue> content = message.value("content");
    if (content.isEmpty()) {
      return List.of();
    }
    String field = message.path("content");
    return switch (content.get()) {
      case JsonValue.Text(String text) -> text.isBlank() ? List.of() : List.of(text(field, text));
      case JsonValue.Array(List<JsonValue> elements) -> spoken(parts(message, elements, role));
      default -> {
        violations.add(field, "must be a string or an array, not " + content.get().kind());
        yield List.of();
      }
    };
  }

  /** Empty texts say nothing; where there are blank ones alone, none is left. */
  private static List<Part> spoken(List<Part> parts) {
    boolean blank =
        parts.stream().allMatch(part -> part instanceof Part.Text(var text) && text.isBlank());
    return blank
        ? List.of()
        : parts.stream()
            .filter(part -> !(part instanceof Part.Text(var text) && text.isEmpty()))
            .toList();
  }

  /**
   * What an assistant said in place of an answer, as answers of ours have it: beside the content.
   */
  Optional<Part> refusal(JsonObject message) {
    return message
        .text("refusal")
        .filter(text -> !text.isBlank())
        .map(text -> text(message.path("refusal"), text));
  }

  /** The content of a tool's message: texts alone. */
  String text(JsonObject message) {
    List<String> texts = new ArrayList<>();
    for (Part part : read(message, Role.TOOL)) {
      if (part instanceof Part.Text(String text)) {
        texts.add(text);
      }
    }
    return String.join("\n", texts);
  }

  private List<Part> parts(JsonObject message, List<JsonValue> elements, Role role) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      String field = message.path("content") + "[" + i + "]";
      message
          .object(field, elements.get(i))
          .flatMap(part -> part(part, role))
          .ifPresent(parts::add);
    }
    return parts;
  }

  private Optional<Part> part(JsonObject part, Role role) {
    String type = part.requiredText("type").orElse("");
    return switch (type) {
      case "" -> Optional.empty();
      case "text" -> part.requiredText("text").map(text -> text(part.path("text"), text));
      case "refusal" -> part.requiredText("refusal").map(text -> text(part.path("refusal"), text));
      case "image_url" -> {
        violations.check(role == Role.USER, part.path("type"), "must be in a message of role user");
        yield part.object("image_url").flatMap(this::image);
      }
      default -> {
        violations.add(part.path("type"), "must be text or image_url: others are not taken");
        yield Optional.empty();
      }
    };
  }

  private Part text(String field, String text) {
    violations.text(field, text);
    return new Part.Text(text);
  }

  private Optional<Part> image(JsonObject image) {
    if (image.text("detail").filter(detail -> !detail.equals("auto")).isPresent()) {
      ignored.add("image_url.detail");
    }
    Optional<String> url = image.requiredText("url");
    url.ifPresent(address -> ImageRules.uri(image.path("url"), address, violations));
    return url.map(Part.ImageUri::new);
  }
}
