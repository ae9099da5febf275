package dev.rung.server.provider.remote.wire;

import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the chat template of a model takes of a conversation, whoever serves the model: servers of
 * open models put messages into that template, and it refuses what it does not take.
 *
 * <p>Source: the templates on huggingface.co, and their errors "System message must be at the
 * beginning." (Qwen 3.5 and later, also in Ollama's renderers) and "Conversation roles must
 * alternate" (Mistral, Gemma).
 */
public enum ChatTemplate {
  /** System messages anywhere. */
  USUAL,
  /** One system message, before all others. */
  SYSTEM_FIRST,
  /** The same, and ids of their own for calls of tools. */
  MISTRALS;

  private static final Pattern OF_MISTRAL =
      Pattern.compile("mistral|mixtral|ministral|devstral|codestral|magistral|pixtral");
  private static final Pattern OTHERS = Pattern.compile("qwen|gemma|minimax");

  /** Of the model with this id, with or without an owner before it. */
  public static ChatTemplate of(String modelId) {
    String name = modelId.toLowerCase(Locale.ROOT);
    if (OF_MISTRAL.matcher(name).find()) {
      return MISTRALS;
    }
    return OTHERS.matcher(name).find() ? SYSTEM_FIRST : USUAL;
  }

  /**
   * The conversation as it is taken.
   *
   * @param told what the system says beside it
   */
  public List<Message> messages(Prompt prompt, Optional<String> told) {
    List<Message> messages = new ArrayList<>();
    String system = this == USUAL ? told.orElse("") : Conversation.of(prompt).system(told);
    if (!system.isEmpty()) {
      messages.add(Message.of(Role.SYSTEM, system));
    }
    if (this == USUAL) {
      messages.addAll(prompt.messages());
    } else {
      addTurns(prompt, messages);
    }
    return messages;
  }

  /** What of the conversation is put in another way than it came. */
  public List<String> notes(Prompt prompt, String model) {
    return this == USUAL ? List.of() : Conversation.of(prompt).notes(model);
  }

  /** Without what the system says; what a user says in several messages is one. */
  private static void addTurns(Prompt prompt, List<Message> to) {
    for (Message message : prompt.messages()) {
      boolean goesOn =
          message.role() == Role.USER && !to.isEmpty() && to.getLast().role() == Role.USER;
      if (goesOn) {
        List<Part> parts = new ArrayList<>(to.removeLast().parts());
        parts.addAll(message.parts());
        to.add(new Message(Role.USER, parts));
      } else if (message.role() != Role.SYSTEM) {
        to.add(message);
      }
    }
  }
}
