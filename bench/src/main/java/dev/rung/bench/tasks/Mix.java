package dev.rung.bench.tasks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Kinds of tasks with their patterns, and what fills those; the form is told in {@code mix.txt}.
 *
 * @param slots values by name
 */
record Mix(List<Kind> kinds, Map<String, List<String>> slots) {

  /**
   * Tasks of one kind.
   *
   * @param count how many tasks are wanted
   */
  record Kind(String name, int count, List<Pattern> patterns) {}

  /** A text with slots in braces. */
  record Pattern(String language, String text) {}

  /** The shipped mix. */
  static Mix shipped() {
    Map<String, List<String>> slots = new LinkedHashMap<>();
    List<String> values = new ArrayList<>();
    for (String line : lines("slots.txt")) {
      if (line.startsWith("slot ")) {
        values = slots.computeIfAbsent(line.substring(5), _ -> new ArrayList<>());
      } else {
        values.add(unescaped(line));
      }
    }
    List<Kind> kinds = new ArrayList<>();
    for (String line : lines("mix.txt")) {
      if (line.startsWith("kind ")) {
        String[] words = line.split(" ", -1);
        kinds.add(new Kind(words[1], Integer.parseInt(words[2]), new ArrayList<>()));
      } else {
        kinds.getLast().patterns().add(pattern(line));
      }
    }
    return new Mix(kinds, slots);
  }

  private static Pattern pattern(String line) {
    boolean named = line.length() > 3 && line.charAt(2) == '|';
    return named
        ? new Pattern(line.substring(0, 2), unescaped(line.substring(3)))
        : new Pattern("en", unescaped(line));
  }

  private static String unescaped(String line) {
    return line.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\");
  }

  /** Without comments and empty lines. */
  private static List<String> lines(String resource) {
    try (InputStream in = Mix.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
