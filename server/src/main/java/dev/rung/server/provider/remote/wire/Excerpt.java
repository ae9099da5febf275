package dev.rung.server.provider.remote.wire;

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
    String safe = redaction.of(oneLine(message, LOOKED_AT));
    if (prompt.isPresent() && quotes(safe, prompt.get())) {
      return WITHHELD;
    }
    return safe.length() <= MAX_LENGTH ? safe : cut(safe) + "…";
  }

  /** Runs of white space and control characters become one space. */
  private static String oneLine(String message, int most) {
    StringBuilder line = new StringBuilder();
    boolean gap = false;
    for (int i = 0; i < Math.min(message.length(), most); i++) {
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
    return prompt.messages().stream()
        .flatMap(message -> message.parts().stream())
        .anyMatch(part -> quotes(line, text(part)));
  }

  /** In one line as the message is: a quote of several lines is one, too. */
  private static boolean quotes(String line, String text) {
    String asked = oneLine(text, text.length());
    for (int at = 0; at + WINDOW <= line.length(); at += WINDOW) {
      if (asked.contains(line.substring(at, at + WINDOW))) {
        return true;
      }
    }
    return false;
  }

  private static String text(Part part) {
    return switch (part) {
      case Part.Text text -> text.text();
      case Part.Result result -> result.content();
      case Part.Call call -> call.call().arguments();
      case Part.ImageUri image -> image.uri();
      case Part.ImageBytes _ -> "";
    };
  }

  private static String cut(String line) {
    int end = MAX_LENGTH - 1;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end);
  }
}
