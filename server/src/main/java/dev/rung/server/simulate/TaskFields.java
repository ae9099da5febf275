package dev.rung.server.simulate;

import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads one task; fields that it does not know are passed over. One thread. */
final class TaskFields {
  private static final int MOST_TOKENS = 10_000_000;

  private final JsonFields in;
  private Optional<String> id = Optional.empty();
  private Optional<String> prompt = Optional.empty();
  private final List<Message> messages = new ArrayList<>();
  private Hints hints = Hints.NONE;
  private LimitFields limits;
  private OptionalInt outputTokens = OptionalInt.empty();

  private TaskFields(JsonFields in) {
    this.in = in;
    this.limits = LimitFields.none(in);
  }

  /**
   * Reads the object that the parser stands at.
   *
   * @param place names a task that has no id
   */
  static Task read(JsonFields in, String place) throws IOException, TaskException {
    TaskFields fields = new TaskFields(in);
    in.object("a task", fields::field);
    return new Task(
        fields.id.orElse(place),
        fields.prompt(),
        fields.hints,
        fields.limits.limits(),
        fields.limits.maxTokens(),
        fields.outputTokens);
  }

  private void field(String name) throws IOException, TaskException {
    switch (name) {
      case "id" -> id = Optional.of(in.text(name));
      case "prompt" -> prompt = Optional.of(in.text(name));
      case "messages" -> in.array(name, this::message);
      case "hints" -> hints = HintFields.read(in);
      case "limits" -> limits = LimitFields.read(in);
      case "output_tokens" -> outputTokens = OptionalInt.of(in.whole(name, 0, MOST_TOKENS));
      default -> in.skip();
    }
  }

  private void message(String path) throws IOException, TaskException {
    List<Role> role = new ArrayList<>();
    List<String> content = new ArrayList<>();
    in.object(
        path,
        name -> {
          switch (name) {
            case "role" -> role.add(role(path + ".role"));
            case "content" -> content.add(in.text(path + ".content"));
            default -> throw in.unknown(path + "." + name, "role and content");
          }
        });
    if (role.isEmpty() || content.isEmpty()) {
      throw in.problem(path + " needs role and content");
    }
    messages.add(Message.of(role.getFirst(), content.getFirst()));
  }

  private Role role(String path) throws IOException, TaskException {
    String text = in.text(path);
    return Arrays.stream(Role.values())
        .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> in.problem(path + " must be system, user, assistant or tool"));
  }

  private Prompt prompt() throws TaskException {
    if (prompt.isPresent() != messages.isEmpty()) {
      throw in.problem("a task needs either prompt or messages");
    }
    if (prompt.isPresent()) {
      return Prompt.ofUser(prompt.get());
    }
    Role last = messages.getLast().role();
    if (last != Role.USER && last != Role.TOOL) {
      throw in.problem("messages must end with one of role user or tool");
    }
    return Prompt.ofMessages(messages);
  }
}
