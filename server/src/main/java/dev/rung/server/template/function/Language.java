package dev.rung.server.template.function;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A language or tool that starting texts are kept for.
 *
 * @param id the name of its texts
 * @param comment how a comment of several lines begins, how each of its lines does, how it ends
 * @param indentation spaces, "tab", or "-" where there is no custom
 * @param endings of its files, without the dot; "-" alone for none
 */
record Language(String id, List<String> comment, String indentation, List<String> endings) {
  private static final String NOTHING = "-";

  /** Whether text can be put into a comment. */
  boolean hasComments() {
    return comment.stream().anyMatch(part -> !part.equals(NOTHING));
  }

  boolean hasIndentation() {
    return !indentation.equals(NOTHING);
  }

  /** These lines as one comment. */
  String commented(String text) {
    String begin = comment.getFirst();
    String line = comment.get(1);
    String prefix = line.equals(NOTHING) ? "" : line + " ";
    boolean isBlock = !begin.equals(NOTHING);
    String margin = isBlock && !prefix.isEmpty() ? " " : "";
    String lines =
        text.lines()
            .map(content -> (margin + prefix + content).stripTrailing())
            .collect(Collectors.joining("\n"));
    return isBlock ? begin + "\n" + lines + "\n" + margin + comment.get(2) : lines;
  }
}
