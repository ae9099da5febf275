package dev.rung.server.provider.remote.wire;

import dev.rung.server.generate.Prompt;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may be shown of a provider's error message: at most 200 characters in one line, without
 * keys, without words of the prompt, and nothing at all where it quotes more of that.
 */
final class Excerpt {
  static final int MAX_LENGTH = 200;

  private static final int LOOKED_AT = 4 * MAX_LENGTH;
  private static final String WITHHELD = "(its message quotes the prompt)";

  /** A key of which a provider shows the ends alone, such as "sk-ab***yz". */
  private static final Pattern MASKED = Pattern.compile("\\S*[*•]{3}\\S*");

  private Excerpt() {}

  static String of(String message, Redaction redaction, Optional<Prompt> prompt) {
    String line = redaction.of(oneLine(message, LOOKED_AT));
    String safe = MASKED.matcher(line).replaceAll(Redaction.REDACTED);
    String excerpt = fitting(safe);
    return prompt.isEmpty()
        ? excerpt
        : QuotedWords.without(excerpt, prompt.get()).map(Excerpt::fitting).orElse(WITHHELD);
  }

  /** Runs of white space and control characters become one space. */
  static String oneLine(String message, int most) {
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

  private static String fitting(String line) {
    return line.length() <= MAX_LENGTH ? line : cut(line) + "…";
  }

  private static String cut(String line) {
    int end = MAX_LENGTH - 1;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end);
  }
}
