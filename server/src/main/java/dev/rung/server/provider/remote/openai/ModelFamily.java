package dev.rung.server.provider.remote.openai;

import java.util.List;
import java.util.Locale;

/** What a model's name says about the parameters it takes. */
enum ModelFamily {
  /** Takes max_tokens and sampling parameters. */
  PLAIN,
  /** OpenAI's o-series and GPT-5: take max_completion_tokens, refuse temperature and top_p. */
  REASONING;

  private static final List<String> REASONING_PREFIXES = List.of("o1", "o3", "o4", "gpt-5");
  private static final List<String> PLAIN_PREFIXES = List.of("gpt-5-chat");

  /** Of this model id, with or without an owner before a slash. */
  static ModelFamily of(String modelId, Quirks.Families families) {
    return switch (families) {
      case ALIKE -> PLAIN;
      case OPENAI -> ofOpenAi(modelId);
    };
  }

  private static ModelFamily ofOpenAi(String modelId) {
    String name = modelId.substring(modelId.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    boolean reasons =
        REASONING_PREFIXES.stream().anyMatch(name::startsWith)
            && PLAIN_PREFIXES.stream().noneMatch(name::startsWith);
    return reasons ? REASONING : PLAIN;
  }
}
