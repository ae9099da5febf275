package dev.rung.classifier;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Reads the word lists of this package: lines of {@code NAME language: word word ...}; empty lines
 * and lines that begin with {@code #} are left out.
 */
final class WordLists {
  private WordLists() {}

  /**
   * The table of a resource of this package.
   *
   * @param bitOf the bit of a line's name; throws IllegalArgumentException for an unknown one
   */
  static WordTable read(String resource, ToLongFunction<String> bitOf) {
    try (InputStream in = WordLists.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      Map<String, Long> bits = new HashMap<>();
      lines.lines().forEach(line -> addLine(line, bitOf, bits));
      return new WordTable(bits);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + resource, broken);
    }
  }

  private static void addLine(String line, ToLongFunction<String> bitOf, Map<String, Long> bits) {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    int colon = line.indexOf(':');
    int space = line.indexOf(' ');
    long bit = bitOf.applyAsLong(line.substring(0, Math.min(colon, space < 0 ? colon : space)));
    for (String word : line.substring(colon + 1).strip().split(" ", -1)) {
      bits.merge(fold(word), bit, (a, b) -> a | b);
    }
  }

  private static String fold(String word) {
    StringBuilder folded = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      if (!Letters.isAccent(word.charAt(i))) {
        folded.append(Letters.fold(word.charAt(i)));
      }
    }
    if (folded.length() > WordTable.MAX_WORD) {
      throw new IllegalStateException("word too long: " + word);
    }
    return folded.toString();
  }
}
