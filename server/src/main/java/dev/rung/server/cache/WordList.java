package dev.rung.server.cache;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists of words that are part of the program. */
final class WordList {
  private WordList() {}

  /** The lines of a file beside this class, without comments and empty ones. */
  static List<String> lines(String file) {
    try (InputStream in = Objects.requireNonNull(WordList.class.getResourceAsStream(file), file);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(file, broken);
    }
  }

  /** What stands behind the first word of the lines that begin with it, in their order. */
  static List<String> lines(String file, String kind) {
    String begin = kind + " ";
    return lines(file).stream()
        .filter(line -> line.startsWith(begin))
        .map(line -> line.substring(begin.length()).strip())
        .toList();
  }

  /** All words of the lines that begin with this one. */
  static Set<String> words(String file, String kind) {
    return lines(file, kind).stream()
        .flatMap(line -> Stream.of(line.split(" +", -1)))
        .collect(Collectors.toUnmodifiableSet());
  }
}
