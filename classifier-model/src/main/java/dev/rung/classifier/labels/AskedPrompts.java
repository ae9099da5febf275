package dev.rung.classifier.labels;

import dev.rung.classifier.labels.JsonLines.Fields;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Reads files of the prompts that answers were given to: UTF-8, one JSON object per line with
 * {@code id}, {@code prompt} and, where it is known, {@code tier}; other fields are passed over.
 */
public final class AskedPrompts {
  private static final Pattern TIER = Pattern.compile("[0-4]");

  private final Map<String, String> places = new HashMap<>();
  private final Map<String, AskedPrompt> prompts = new LinkedHashMap<>();

  private AskedPrompts() {}

  /**
   * The prompts of all files by their ids, in order.
   *
   * @throws LabelException when a file or a line cannot be read, or an id comes twice
   */
  public static Map<String, AskedPrompt> read(List<Path> files) throws LabelException {
    AskedPrompts all = new AskedPrompts();
    for (Path file : files) {
      JsonLines.read(file, (line, place) -> all.add(JsonLines.fields(line, place)));
    }
    return all.prompts;
  }

  private void add(Fields fields) throws LabelException {
    String id = fields.text("id");
    if (id.isBlank()) {
      throw fields.problem("id must not be blank");
    }
    String text = fields.text("prompt");
    OptionalInt tier = fields.has("tier") ? tier(fields) : OptionalInt.empty();
    String earlier = places.putIfAbsent(id, fields.place());
    if (earlier != null) {
      throw fields.problem("the id " + id + " is taken at " + earlier);
    }
    prompts.put(id, new AskedPrompt(id, text, tier));
  }

  private static OptionalInt tier(Fields fields) throws LabelException {
    String tier = fields.text("tier");
    if (!TIER.matcher(tier).matches()) {
      throw fields.problem("tier must be 0 to 4, not " + tier);
    }
    return OptionalInt.of(Integer.parseInt(tier));
  }
}
