package dev.rung.server.provider;

import java.util.Locale;
import java.util.Optional;

/** Who is spoken to; which wire dialect that means is the provider packages' business. */
public enum ProviderKind {
  /** OpenAI itself, and any server that speaks its chat completions at another base URL. */
  OPENAI,
  ANTHROPIC,
  GEMINI,
  OLLAMA,
  REPLICATE,
  FIREWORKS,
  TOGETHER,
  QWEN,
  GLM,
  HUGGINGFACE,
  /** A model in this process. */
  LOCAL;

  /** The kind of this configured name, such as "openai". */
  public static Optional<ProviderKind> named(String name) {
    for (ProviderKind kind : values()) {
      if (kind.label().equals(name)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
