package dev.rung.server.template.function;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A function that takes several lines without a code fence, as long as each of them is one word:
 * then no line can be a further instruction.
 */
record PlainLines(TemplateFunction function) implements TemplateFunction {
  private static final String MARKS_OF_SENTENCES = "?!？！、，。";
  private static final Set<String> COURTESY = Set.of("please", "thanks", "thx", "cheers", "pls");

  @Override
  public Optional<String> answer(Arguments arguments) {
    List<String> lines = arguments.text().lines().toList();
    boolean arePlain = lines.size() > 1 && lines.stream().allMatch(PlainLines::isPlain);
    return arePlain ? function.answer(arguments) : Optional.empty();
  }

  @Override
  public boolean strictShape() {
    return true;
  }

  @Override
  public boolean ownLines() {
    return true;
  }

  private static boolean isPlain(String line) {
    return !line.isBlank()
        && line.strip().chars().noneMatch(Character::isWhitespace)
        && line.strip().charAt(0) != '('
        && line.chars().noneMatch(c -> MARKS_OF_SENTENCES.indexOf(c) >= 0)
        && !COURTESY.contains(line.strip().toLowerCase(Locale.ROOT).replaceAll("[.!?]", ""));
  }
}
