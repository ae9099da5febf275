package dev.rung.server.http.openai;

import dev.rung.server.call.MessageRules;
import dev.rung.server.call.Violations;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.ToolCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code messages}, oldest first. */
final class ConversationReader {
  private static final String ROLES = "must be system, developer, user, assistant or tool";

  private final Violations violations;
  private final Ignored ignored;
  private final ContentReader contents;
  private final Set<String> calls = new HashSet<>();

  ConversationReader(Violations violations, Ignored ignored) {
    this.violations = violations;
    this.ignored = ignored;
    this.contents = new ContentReader(violations, ignored);
  }

  /** Only the messages without fault; violations are added for the others. */
  List<Message> read(JsonObject request) {
    if (!request.has("messages")) {
      request.wrong("messages", "must be given");
      return List.of();
    }
    List<JsonValue> elements = request.array("messages").orElse(List.of());
    if (elements.isEmpty() || elements.size() > MessageRules.MAX_MESSAGES) {
      request.wrong("messages", "must have 1 to " + MessageRules.MAX_MESSAGES + " messages");
      return List.of();
    }
    List<Message> messages = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      boolean last = i == elements.size() - 1;
      request
          .object("messages[" + i + "]", elements.get(i))
          .flatMap(message -> message(message, last))
          .ifPresent(messages::add);
    }
    return messages;
  }

  private Optional<Message> message(JsonObject message, boolean last) {
    Optional<Role> role = message.requiredText("role").flatMap(name -> role(message, name));
    if (role.isEmpty()) {
      return Optional.empty();
    }
    violations.check(
        !last || MessageRules.mayBeLast(role.get()),
        message.path("role"),
        "the last message must be of role user or tool");
    int faults = violations.count();
    List<Part> parts = parts(message, role.get());
    boolean faulty = violations.count() > faults;
    ignored.addUnread(message);
    if (parts.isEmpty() && !faulty && role.get() != Role.SYSTEM) {
      message.wrong(
          "content",
          role.get() == Role.ASSISTANT
              ? "must not be blank where no tool_calls are given"
              : "must not be blank");
    }
    // A blank system message says nothing, and many programs send one.
    return parts.isEmpty() ? Optional.empty() : Optional.of(new Message(role.get(), parts));
  }

  private Optional<Role> role(JsonObject message, String name) {
    return switch (name) {
      case "system", "developer" -> Optional.of(Role.SYSTEM);
      case "user" -> Optional.of(Role.USER);
      case "assistant" -> Optional.of(Role.ASSISTANT);
      case "tool" -> Optional.of(Role.TOOL);
      case "function" -> {
        message.wrong("role", "function is not taken: use tools, and the role tool");
        yield Optional.empty();
      }
      default -> {
        message.wrong("role", ROLES);
        yield Optional.empty();
      }
    };
  }

  private List<Part> parts(JsonObject message, Role role) {
    return switch (role) {
      case SYSTEM, USER -> contents.read(message, role);
      case ASSISTANT -> {
        List<Part> parts = new ArrayList<>(contents.read(message, role));
        contents.refusal(message).ifPresent(parts::add);
        parts.addAll(calls(message));
        yield parts;
      }
      case TOOL -> result(message);
    };
  }

  private List<Part> result(JsonObject message) {
    String id = message.requiredText("tool_call_id").orElse("");
    violations.check(
        id.isEmpty() || calls.contains(id),
        message.path("tool_call_id"),
        "must be the id of a tool call in an earlier message");
    if (!message.has("content")) {
      message.wrong("content", "must be given");
    }
    return List.of(new Part.Result(id, contents.text(message)));
  }

  private List<Part> calls(JsonObject message) {
    if (message.has("function_call")) {
      message.wrong("function_call", "is not taken: use tool_calls");
    }
    List<Part> parts = new ArrayList<>();
    List<JsonValue> elements = message.array("tool_calls").orElse(List.of());
    for (int i = 0; i < elements.size(); i++) {
      message
          .object(message.path("tool_calls") + "[" + i + "]", elements.get(i))
          .flatMap(this::call)
          .ifPresent(parts::add);
    }
    return parts;
  }

  private Optional<Part> call(JsonObject in) {
    if (!in.text("type").orElse("function").equals("function")) {
      in.wrong("type", "must be function: others are not taken");
      return Optional.empty();
    }
    Optional<JsonObject> function = in.object("function");
    if (function.isEmpty()) {
      in.wrong("function", "must be given");
      return Optional.empty();
    }
    ToolCall call =
        new ToolCall(
            in.requiredText("id").orElse("?"),
            function.get().requiredText("name").orElse("?"),
            function.get().text("arguments").orElse(""));
    MessageRules.call(in.path(), in.path("function"), call, violations);
    calls.add(call.id());
    return Optional.of(new Part.Call(call));
  }
}
