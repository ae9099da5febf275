package dev.rung.server.engine;

import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Sampling;
import java.util.ArrayList;
import java.util.List;

/** Makes a request into what a tier's models are sent: system prompt, context, sampling. */
final class PromptShaping {
  private PromptShaping() {}

  /** The prompt with the tier's system prompt, where it has none, and the context documents. */
  static Prompt prompt(GenerateRequest request, TierDefaults defaults) {
    Prompt prompt = request.prompt();
    boolean addsSystem = !prompt.has(Role.SYSTEM) && defaults.systemPrompt().isPresent();
    List<String> documents = request.hints().contextDocuments();
    if (!addsSystem && documents.isEmpty()) {
      return prompt;
    }
    List<Message> messages = new ArrayList<>();
    if (addsSystem) {
      messages.add(Message.of(Role.SYSTEM, defaults.systemPrompt().get()));
    }
    prompt.messages().stream().filter(m -> m.role() == Role.SYSTEM).forEach(messages::add);
    if (!documents.isEmpty()) {
      messages.add(Message.material(Role.SYSTEM, context(documents)));
    }
    prompt.messages().stream().filter(m -> m.role() != Role.SYSTEM).forEach(messages::add);
    return new Prompt(messages, prompt.tools(), prompt.toolChoice(), prompt.responseSchema());
  }

  private static String context(List<String> documents) {
    StringBuilder text = new StringBuilder("Context:");
    for (int i = 0; i < documents.size(); i++) {
      text.append("\n\n[").append(i + 1).append("]\n").append(documents.get(i));
    }
    return text.toString();
  }

  /** The sampling with the tier's temperature where the request has none. */
  static Sampling sampling(Sampling asked, TierDefaults defaults) {
    if (asked.temperature().isPresent() || defaults.temperature().isEmpty()) {
      return asked;
    }
    return new Sampling(
        asked.maxTokens(), defaults.temperature(), asked.topP(), asked.seed(), asked.stop());
  }
}
