package dev.rung.server.provider.remote.ollama;

import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Tool;
import dev.rung.server.provider.Call;

/**
 * How large a context window ({@code num_ctx}) a call needs.
 *
 * <p>Too small, and Ollama cuts the prompt; too large, and it takes memory that the model needs.
 * Another size than last time reloads the model, so only doubled sizes are used.
 */
final class ContextNeed {
  private static final int SMALLEST = 4096;

  /** Guessed high: text that a tokenizer does not know well has about two bytes per token. */
  private static final int BYTES_PER_TOKEN = 2;

  private static final int ONE_BYTE = 0x80;
  private static final int MOST_BYTES = 3;

  private static final int TOKENS_PER_MESSAGE = 16;
  private static final int TOKENS_PER_IMAGE = 1500;

  private ContextNeed() {}

  /** Tokens, at most the model's window. */
  static int of(Call call) {
    long needed = promptTokens(call.prompt()) + call.maxTokens();
    long size = SMALLEST;
    while (size < needed) {
      size *= 2;
    }
    return (int) Math.min(size, call.model().contextWindow());
  }

  private static long promptTokens(Prompt prompt) {
    long tokens = prompt.responseSchema().map(ContextNeed::textTokens).orElse(0L);
    for (Message message : prompt.messages()) {
      tokens += TOKENS_PER_MESSAGE;
      for (Part part : message.parts()) {
        tokens += tokens(part);
      }
    }
    for (Tool tool : prompt.tools()) {
      tokens += TOKENS_PER_MESSAGE + textTokens(tool.description());
      tokens += textTokens(tool.parametersSchema());
    }
    return tokens;
  }

  private static long tokens(Part part) {
    return switch (part) {
      case Part.Text text -> textTokens(text.text());
      case Part.Call call -> textTokens(call.call().arguments());
      case Part.Result result -> textTokens(result.content());
      case Part.ImageBytes _, Part.ImageUri _ -> TOKENS_PER_IMAGE;
    };
  }

  /** A unit of UTF-16 beyond ASCII has two or three bytes in UTF-8. */
  private static long textTokens(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      bytes += text.charAt(i) < ONE_BYTE ? 1 : MOST_BYTES;
    }
    return bytes / BYTES_PER_TOKEN + 1;
  }
}
