package dev.rung.server.rpc;

import dev.rung.server.call.JsonObjects;
import dev.rung.server.call.ToolRules;
import dev.rung.server.call.Violations;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolChoice;
import dev.rung.v1.GenerateRequest;
import java.util.List;
import java.util.Optional;

/** Reads what a model is asked: prompt or messages, tools and the shape of the answer. */
final class PromptReader {
  private PromptReader() {}

  /** Absent only where a violation was added. */
  static Optional<Prompt> read(GenerateRequest in, Violations violations) {
    List<Message> messages = messages(in, violations);
    List<Tool> tools = ToolReader.tools(in.getToolsList(), violations);
    ToolChoice choice = ToolReader.choice(in, violations);
    if (!in.getResponseSchema().isEmpty()) {
      violations.text("response_schema", in.getResponseSchema());
      violations.check(
          JsonObjects.isObject(in.getResponseSchema()), "response_schema", ToolRules.OBJECT_RULE);
    }
    if (messages.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Prompt(messages, tools, choice, schema(in)));
  }

  private static List<Message> messages(GenerateRequest in, Violations violations) {
    boolean prompt = !in.getPrompt().isEmpty();
    if (prompt && in.getMessagesCount() > 0) {
      violations.add("prompt", "must not be given together with messages");
      return List.of();
    }
    if (in.getMessagesCount() > 0) {
      return new MessageReader(violations).read(in.getMessagesList());
    }
    if (in.getPrompt().isBlank()) {
      violations.add("prompt", "must not be blank where no messages are given");
      return List.of();
    }
    violations.text("prompt", in.getPrompt());
    return List.of(Message.of(Role.USER, in.getPrompt()));
  }

  private static Optional<String> schema(GenerateRequest in) {
    return in.getResponseSchema().isEmpty()
        ? Optional.empty()
        : Optional.of(in.getResponseSchema());
  }
}
