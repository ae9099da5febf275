package dev.rung.classifier;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Reads the word lists of this package: lines of {@code NAME language: word word ...}; empty lines
 * and lines that begin with {@code #} are left out. {@code stem|a|b} is short for {@code stema
 * stemb}.
 */
final class WordLists {
  private WordLists() {}

  /**
   * The words of a resource of this package, folded, with the bits of their names.
   *
   * @param bitOf the bit of a line's name; throws IllegalArgumentException for an unknown one
   */
  static Map<String, Long> read(String resource, ToLongFunction<String> bitOf) {
    try (InputStream in = WordLists.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      Map<String, Long> bits = new HashMap<>();
      lines.lines().forEach(line -> addLine(line, bitOf, bits));
      return bits;
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + resource, broken);
    }
  }

  /** The same as a table. */
  static WordTable table(String resource, ToLongFunction<String> bitOf) {
    return new WordTable(read(resource, bitOf));
  }

  /** The words that an entry of a list stands for. */
  static List<String> forms(String entry) {
    String[] parts = entry.split("\\|", -1);
    if (parts.length == 1) {
      return List.of(entry);
    }
    List<String> forms = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      forms.add(parts[0] + parts[i]);
    }
    return forms;
  }

  /** A word as the reader looks it up. */
  static String fold(String word) {
    StringBuilder folded = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      if (!Letters.isAccent(word.charAt(i))) {
        folded.append(Letters.fold(word.charAt(i)));
      }
    }
    return folded.toString();
  }

  private static void addLine(String line, ToLongFunction<String> bitOf, Map<String, Long> bits) {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    int colon = line.indexOf(':');
    int space = line.indexOf(' ');
    long bit = bitOf.applyAsLong(line.substring(0, Math.min(colon, space < 0 ? colon : space)));
    for (String entry : line.substring(colon + 1).strip().split(" ", -1)) {
      for (String word : forms(entry)) {
        bits.merge(fold(word), bit, (a, b) -> a | b);
      }
    }
  }
}
