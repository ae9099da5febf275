package dev.rung.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fenced blocks of a Markdown text, in order. A comment right above a block says how it is to
 * be taken: {@code <!-- file: PATH -->} that it shows this file, {@code <!-- not run: WHY -->} that
 * it is not run.
 *
 * @param text the whole of it
 */
record Readme(String text, List<Block> blocks) {

  /**
   * A fenced block.
   *
   * @param line where it begins, from 1
   * @param language such as "sh"
   * @param comment the comment right above it, without its marks
   */
  record Block(int line, String language, String text, Optional<String> comment) {

    Optional<String> after(String prefix) {
      return comment
          .filter(text -> text.startsWith(prefix))
          .map(text -> text.substring(prefix.length()).strip());
    }
  }

  static Readme parse(String markdown) {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = markdown.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("```")) {
        int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
        if (end == i) {
          throw new IllegalArgumentException("the block in line " + (i + 1) + " does not end");
        }
        blocks.add(block(lines, i, end));
        i = end;
      }
    }
    return new Readme(markdown, List.copyOf(blocks));
  }

  private static Block block(List<String> lines, int start, int end) {
    String text = String.join("\n", lines.subList(start + 1, end)) + "\n";
    return new Block(start + 1, lines.get(start).substring(3).strip(), text, comment(lines, start));
  }

  private static Optional<String> comment(List<String> lines, int start) {
    String above = start == 0 ? "" : lines.get(start - 1).strip();
    return above.startsWith("<!--") && above.endsWith("-->")
        ? Optional.of(above.substring(4, above.length() - 3).strip())
        : Optional.empty();
  }
}
