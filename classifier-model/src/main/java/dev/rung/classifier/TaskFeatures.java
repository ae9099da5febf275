package dev.rung.classifier;

import java.util.Optional;

/**
 * Everything that a task's difficulty is judged by, in training, in the rules and in serving. Holds
 * no text.
 *
 * @param earlierTurns messages of the conversation before the one that is judged
 * @param grams the words of the instruction, hashed
 */
public record TaskFeatures(
    TextFeatures text, CodeFeatures code, TaskHints hints, int earlierTurns, WordGrams grams) {

  /** The same with the built-in words. */
  public static TaskFeatures of(String text, TaskHints hints, int earlierTurns) {
    return of(text, hints, earlierTurns, Lexicon.DEFAULT);
  }

  /**
   * Reads a task. Linear in the text up to 12,288 UTF-16 units, constant beyond: of a longer text
   * the first 8,192 and the last 4,096 are read. Any text is allowed, also one with lone
   * surrogates.
   */
  public static TaskFeatures of(String text, TaskHints hints, int earlierTurns, Lexicon lexicon) {
    String asked = Frame.cut(text);
    TextReader reader = new TextReader(lexicon);
    reader.read(asked);
    return new TaskFeatures(
        reader.prose(asked.length()),
        reader.code(asked.length()),
        hints,
        earlierTurns,
        reader.grams());
  }

  /** As the caller said, else as counted. */
  public int linesOfCode() {
    return hints.linesOfCode().orElse(code.lines());
  }

  /** As the caller said, else as recognised. */
  public Optional<CodeLanguage> language() {
    return hints.language().or(code::language);
  }
}
