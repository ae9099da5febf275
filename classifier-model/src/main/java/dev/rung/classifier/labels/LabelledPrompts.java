package dev.rung.classifier.labels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads files of labelled prompts: UTF-8, one JSON object per line, empty lines passed over. */
public final class LabelledPrompts {
  private final Map<String, String> places = new HashMap<>();
  private final List<LabelledPrompt> prompts = new ArrayList<>();

  private LabelledPrompts() {}

  /**
   * The prompts of all files, in order.
   *
   * @throws LabelException when a file or a line cannot be read, or an id comes twice
   */
  public static List<LabelledPrompt> read(List<Path> files) throws LabelException {
    LabelledPrompts all = new LabelledPrompts();
    for (Path file : files) {
      JsonLines.read(file, all::add);
    }
    return List.copyOf(all.prompts);
  }

  private void add(String line, String place) throws LabelException {
    LabelledPrompt prompt = LabelLine.parse(line, place);
    String earlier = places.putIfAbsent(prompt.id(), place);
    if (earlier != null) {
      throw new LabelException(place + ": the id " + prompt.id() + " is taken at " + earlier);
    }
    prompts.add(prompt);
  }
}
