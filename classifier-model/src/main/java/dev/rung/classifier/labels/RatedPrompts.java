package dev.rung.classifier.labels;

import dev.rung.classifier.labels.JsonLines.Fields;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads files of rated prompts: UTF-8, one JSON object per line with {@code id} and {@code gain},
 * the {@code prompt} unless its text is known by the id, and {@code steps} for word problems; other
 * fields are passed over.
 */
public final class RatedPrompts {
  private final Map<String, String> known;
  private final Set<String> ids = new HashSet<>();
  private final List<RatedPrompt> prompts = new ArrayList<>();

  private RatedPrompts(Map<String, String> known) {
    this.known = known;
  }

  /**
   * The prompts of a file, in order.
   *
   * @param known texts of prompts by their ids
   * @throws LabelException when the file or a line cannot be read, an id comes twice, or a text is
   *     neither given nor known
   */
  public static List<RatedPrompt> read(Path file, Map<String, String> known) throws LabelException {
    RatedPrompts all = new RatedPrompts(known);
    JsonLines.read(file, (line, place) -> all.add(JsonLines.fields(line, place)));
    return List.copyOf(all.prompts);
  }

  private void add(Fields fields) throws LabelException {
    String id = fields.text("id");
    if (!ids.add(id)) {
      throw fields.problem("the id " + id + " is taken");
    }
    String text = fields.has("prompt") ? fields.text("prompt") : known.get(id);
    if (text == null) {
      throw fields.problem("has no prompt, and no labelled prompt has the id " + id);
    }
    double gain = fields.number("gain");
    OptionalInt steps =
        fields.has("steps") ? OptionalInt.of((int) fields.number("steps")) : OptionalInt.empty();
    try {
      prompts.add(new RatedPrompt(id, text, gain, steps));
    } catch (IllegalArgumentException e) {
      throw fields.problem(String.valueOf(e.getMessage()));
    }
  }
}
