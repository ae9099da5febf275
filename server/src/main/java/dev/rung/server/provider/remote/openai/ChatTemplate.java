package dev.rung.server.provider.remote.openai;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the chat template of a model takes of a conversation, whoever serves the model: servers that
 * speak this dialect put messages into that template, and it refuses what it does not take.
 *
 * <p>Source: the templates on huggingface.co, and their errors "System message must be at the
 * beginning." (Qwen 3.5 and later) and "must be a-z, A-Z, 0-9, with a length of 9" (Mistral).
 */
enum ChatTemplate {
  /** System messages anywhere. */
  USUAL(CallIdForm.USUAL, false),
  /** One system message, before all others. */
  SYSTEM_FIRST(CallIdForm.USUAL, true),
  /** The same, and ids of their own for calls of tools. */
  MISTRALS(CallIdForm.MISTRALS, true);

  private static final Pattern OF_MISTRAL =
      Pattern.compile("mistral|mixtral|ministral|devstral|codestral|magistral|pixtral");
  private static final Pattern OTHERS = Pattern.compile("qwen|gemma");

  private final CallIdForm ids;
  private final boolean systemFirst;

  ChatTemplate(CallIdForm ids, boolean systemFirst) {
    this.ids = ids;
    this.systemFirst = systemFirst;
  }

  static ChatTemplate of(String modelId) {
    String name = modelId.toLowerCase(Locale.ROOT);
    if (OF_MISTRAL.matcher(name).find()) {
      return MISTRALS;
    }
    return OTHERS.matcher(name).find() ? SYSTEM_FIRST : USUAL;
  }

  /** The form of the ids of calls. */
  CallIdForm ids() {
    return ids;
  }

  /** Whether all that the system says must stand in one message before all others. */
  boolean systemFirst() {
    return systemFirst;
  }
}
