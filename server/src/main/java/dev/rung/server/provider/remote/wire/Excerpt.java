package dev.rung.server.provider.remote.wire;

import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import java.util.Optional;

/**
 * What may be shown of a provider's error message: at most 200 characters in one line, without
 * keys, and nothing at all where it quotes the prompt.
 */
final class Excerpt {
  static final int MAX_LENGTH = 200;

  private static final int LOOKED_AT = 4 * MAX_LENGTH;
  private static final String WITHHELD = "(its message quotes the prompt)";

  /** Any quote of twice this length holds a window of this length that starts at a multiple. */
  private static final int WINDOW = 16;

  private Excerpt() {}

  static String of(String message, Redaction redaction, Optional<Prompt> prompt) {
    String safe = redaction.of(oneLine(message));
    if (prompt.isPresent() && quotes(safe, prompt.get())) {
      return WITHHELD;
    }
    return safe.length() <= MAX_LENGTH ? safe : cut(safe) + "…";
  }

  /** Runs of white space and control characters become one space. */
  private static String oneLine(String message) {
    StringBuilder line = new StringBuilder();
    boolean gap = false;
    for (int i = 0; i < Math.min(message.length(), LOOKED_AT); i++) {
      char c = message.charAt(i);
      boolean blank = Character.isWhitespace(c) || Character.isISOControl(c) || c == '\u00A0';
      if (!blank) {
        line.append(gap && !line.isEmpty() ? " " : "").append(c);
      }
      gap = blank || (gap && blank);
    }
    return line.toString();
  }

  private static boolean quotes(String line, Prompt prompt) {
    for (int at = 0; at + WINDOW <= line.length(); at += WINDOW) {
      String window = line.substring(at, at + WINDOW);
      if (prompt.messages().stream().anyMatch(message -> contains(message, window))) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(Message message, String window) {
    return message.parts().stream()
        .anyMatch(part ->
            switch (part) {
              case Part.Text text -> text.text().contains(window);
              case Part.Result result -> result.content().contains(window);
              case Part.Call call -> call.call().arguments().contains(window);
              case Part.ImageUri image -> image.uri().contains(window);
              case Part.ImageBytes _ -> false;
            });
  }

  private static String cut(String line) {
    int end = MAX_LENGTH - 1;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end);
  }
}
