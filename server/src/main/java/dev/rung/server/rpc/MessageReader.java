package dev.rung.server.rpc;

import dev.rung.server.call.MessageRules;
import dev.rung.server.call.Violations;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one conversation. */
final class MessageReader {
  private final Violations violations;
  private final PartReader parts;

  MessageReader(Violations violations) {
    this.violations = violations;
    this.parts = new PartReader(violations);
  }

  /** Only the messages without fault; violations are added for the others. */
  List<Message> read(List<dev.rung.v1.Message> in) {
    if (in.size() > MessageRules.MAX_MESSAGES) {
      violations.add("messages", "must have at most " + MessageRules.MAX_MESSAGES + " messages");
      return List.of();
    }
    List<Message> messages = new ArrayList<>(in.size());
    for (int i = 0; i < in.size(); i++) {
      message("messages[" + i + "]", in.get(i)).ifPresent(messages::add);
    }
    checkLast(in.size() - 1, in.getLast().getRole());
    return messages;
  }

  private void checkLast(int index, dev.rung.v1.Role role) {
    violations.check(
        role != dev.rung.v1.Role.SYSTEM && role != dev.rung.v1.Role.ASSISTANT,
        "messages[" + index + "].role",
        "the last message must be of role USER or TOOL");
  }

  private Optional<Message> message(String field, dev.rung.v1.Message in) {
    Optional<Role> role = role(in.getRole());
    if (role.isEmpty()) {
      violations.add(field + ".role", "must be SYSTEM, USER, ASSISTANT or TOOL");
      return Optional.empty();
    }
    List<Part> read = content(field, role.get(), in);
    return read.isEmpty() ? Optional.empty() : Optional.of(new Message(role.get(), read));
  }

  private List<Part> content(String field, Role role, dev.rung.v1.Message in) {
    if (in.getPartsCount() == 0) {
      return text(field + ".content", role, in.getContent());
    }
    violations.check(
        in.getContent().isEmpty(), field + ".content", "must not be given together with parts");
    List<Part> read = new ArrayList<>(in.getPartsCount());
    for (int i = 0; i < in.getPartsCount(); i++) {
      parts.read(field + ".parts[" + i + "]", role, in.getParts(i)).ifPresent(read::add);
    }
    return read;
  }

  private List<Part> text(String field, Role role, String content) {
    if (role == Role.TOOL) {
      violations.add(field, "a TOOL message must have parts that are tool results");
      return List.of();
    }
    violations.check(!content.isBlank(), field, "must not be blank where no parts are given");
    violations.text(field, content);
    return List.of(new Part.Text(content));
  }

  private static Optional<Role> role(dev.rung.v1.Role role) {
    return switch (role) {
      case SYSTEM -> Optional.of(Role.SYSTEM);
      case USER -> Optional.of(Role.USER);
      case ASSISTANT -> Optional.of(Role.ASSISTANT);
      case TOOL -> Optional.of(Role.TOOL);
      case ROLE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
    };
  }
}
