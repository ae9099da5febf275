package dev.rung.server.generate;

import java.util.List;
import java.util.Optional;

/**
 * What a model is asked: a conversation, the tools it may call and the shape its answer must have.
 *
 * @param messages oldest first, never empty
 * @param responseSchema JSON schema of the answer, as JSON text
 */
public record Prompt(
    List<Message> messages,
    List<Tool> tools,
    ToolChoice toolChoice,
    Optional<String> responseSchema) {
  public Prompt {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("a prompt needs at least one message");
    }
  }

  /** A single user turn. */
  public static Prompt ofUser(String text) {
    return ofMessages(List.of(Message.of(Role.USER, text)));
  }

  /** A conversation without tools or schema. */
  public static Prompt ofMessages(List<Message> messages) {
    return new Prompt(messages, List.of(), new ToolChoice.Auto(), Optional.empty());
  }

  /** What difficulty is judged by: the text of the last user turn, or "" where there is none. */
  public String instruction() {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).role() == Role.USER) {
        return messages.get(i).text();
      }
    }
    return "";
  }

  /** Exactly one text-only user turn, no tools, no schema: all that a template may answer. */
  public boolean isSinglePlainTurn() {
    return messages.size() == 1
        && messages.getFirst().role() == Role.USER
        && messages.getFirst().isText()
        && tools.isEmpty()
        && responseSchema.isEmpty();
  }

  /** Whether anybody speaks in this role. */
  public boolean has(Role role) {
    for (Message message : messages) {
      if (message.role() == role) {
        return true;
      }
    }
    return false;
  }

  public boolean hasImage() {
    return images() > 0;
  }

  /** How many images are sent with it. */
  public int images() {
    int images = 0;
    for (Message message : messages) {
      images += message.images();
    }
    return images;
  }

  /** Without the text: it is never logged. */
  @Override
  public String toString() {
    return "Prompt[" + messages.size() + " messages]";
  }
}
