package dev.rung.server.provider.remote.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A prompt's conversation as Anthropic takes it: the system prompt apart, turns of user and
 * assistant in alternation, and all results of tools together at the beginning of the turn that
 * follows the calls. Empty texts, which are refused, are left out.
 */
final class Conversation {
  private final String system;
  private final List<Turn> turns;

  private record Turn(String role, List<Part> parts) {}

  private Conversation(String system, List<Turn> turns) {
    this.system = system;
    this.turns = turns;
  }

  static Conversation of(Prompt prompt) {
    List<Turn> turns = new ArrayList<>();
    for (Message message : prompt.messages()) {
      List<Part> parts = message.parts().stream().filter(Conversation::says).toList();
      if (message.role() != Role.SYSTEM && !parts.isEmpty()) {
        append(turns, role(message.role()), parts);
      }
    }
    String system =
        prompt.messages().stream()
            .filter(message -> message.role() == Role.SYSTEM)
            .map(Message::text)
            .filter(text -> !text.isBlank())
            .collect(Collectors.joining("\n\n"));
    return new Conversation(system, turns);
  }

  /** Whether there is anything beside the system prompt, which alone is refused. */
  boolean hasTurns() {
    return !turns.isEmpty();
  }

  void writeSystem(Optional<String> more, JsonGenerator json) throws IOException {
    String whole =
        Stream.concat(Stream.of(system), more.stream())
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("\n\n"));
    if (!whole.isEmpty()) {
      json.writeStringField("system", whole);
    }
  }

  void writeMessages(JsonGenerator json) throws IOException {
    ContentBlocks blocks = new ContentBlocks(json);
    json.writeArrayFieldStart("messages");
    for (Turn turn : turns) {
      json.writeStartObject();
      json.writeStringField("role", turn.role());
      json.writeFieldName("content");
      blocks.write(ordered(turn.parts()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String role(Role role) {
    return role == Role.ASSISTANT ? "assistant" : "user";
  }

  private static boolean says(Part part) {
    return !(part instanceof Part.Text text && text.text().isBlank());
  }

  private static void append(List<Turn> turns, String role, List<Part> parts) {
    if (turns.isEmpty() || !turns.getLast().role().equals(role)) {
      turns.add(new Turn(role, new ArrayList<>(parts)));
    } else {
      turns.getLast().parts().addAll(parts);
    }
  }

  private static List<Part> ordered(List<Part> parts) {
    return Stream.concat(
            parts.stream().filter(Part.Result.class::isInstance),
            parts.stream().filter(part -> !(part instanceof Part.Result)))
        .toList();
  }
}
