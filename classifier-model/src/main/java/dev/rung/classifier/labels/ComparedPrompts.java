package dev.rung.classifier.labels;

import dev.rung.classifier.labels.JsonLines.Fields;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads files of compared prompts: UTF-8, one JSON object per line with {@code id}, {@code set},
 * {@code prompt}, {@code strong} and {@code weak}; other fields are passed over.
 */
public final class ComparedPrompts {
  private ComparedPrompts() {}

  /**
   * The prompts of a file, in order.
   *
   * @throws LabelException when the file or a line cannot be read
   */
  public static List<ComparedPrompt> read(Path file) throws LabelException {
    List<ComparedPrompt> prompts = new ArrayList<>();
    JsonLines.read(file, (line, place) -> prompts.add(prompt(JsonLines.fields(line, place))));
    return List.copyOf(prompts);
  }

  private static ComparedPrompt prompt(Fields fields) throws LabelException {
    String id = fields.text("id");
    String set = fields.text("set");
    String text = fields.text("prompt");
    String strong = fields.text("strong");
    String weak = fields.text("weak");
    try {
      return new ComparedPrompt(
          id, set, text, Double.parseDouble(strong), Double.parseDouble(weak));
    } catch (IllegalArgumentException e) {
      throw fields.problem("strong and weak must be 0 to 1, id and set must not be blank");
    }
  }
}
