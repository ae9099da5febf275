package dev.rung.local.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a file of packed weights was made of, in a text beside it: the stamp of its source in the
 * first line, then its contents.
 *
 * @param contents as {@link PackedSource#contents} gave them
 */
record PackedRecord(String stamp, List<String> contents) {
  private static final int DIGITS = 32;

  PackedRecord {
    contents = List.copyOf(contents);
  }

  /** The text that belongs to a file. */
  static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".source");
  }

  /** What is said of a file; absent where nothing is. */
  static Optional<PackedRecord> of(Path file) throws IOException {
    try {
      List<String> lines = Files.readAllLines(beside(file));
      return lines.isEmpty()
          ? Optional.empty()
          : Optional.of(new PackedRecord(lines.getFirst(), lines.subList(1, lines.size())));
    } catch (NoSuchFileException unfinished) {
      return Optional.empty();
    }
  }

  /** Brings the text to the disk. */
  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>(List.of(stamp));
    lines.addAll(contents);
    Files.write(
        beside(file),
        lines,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        StandardOpenOption.DSYNC);
  }

  /** Digits that are others for other contents. */
  String key() {
    byte[] text = String.join("\n", contents).getBytes(UTF_8);
    return Sha256.hex(Sha256.digest(text)).substring(0, DIGITS);
  }
}
