package dev.rung.server.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a pull is that is at work, or was ended.
 *
 * @param here bytes that it has
 * @param total bytes that it has to have
 */
record UnfinishedPull(long here, long total) {
  /** In the folder where a checkpoint is put together, the file that says how large it will be. */
  static final String TOTAL = "total-bytes";

  private static final int LONGEST_TOTAL = 18;

  /** The unfinished pull of this target; absent where there is none. */
  static Optional<UnfinishedPull> of(Path target) throws IOException {
    Path folder = Staging.folder(target);
    try {
      long total = number(Files.readString(folder.resolve(TOTAL)));
      long here = 0;
      for (Path file : files(folder)) {
        here += file.endsWith(TOTAL) ? 0 : Files.size(file);
      }
      return Optional.of(new UnfinishedPull(here, total));
    } catch (NoSuchFileException noneOrFinishedJustNow) {
      return Optional.empty();
    }
  }

  /** 0 to 99. */
  int percent() {
    return total <= 0 ? 0 : (int) Math.min(99, 100 * here / total);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static long number(String text) {
    String digits = text.strip();
    boolean isNumber =
        !digits.isEmpty()
            && digits.length() <= LONGEST_TOTAL
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? Long.parseLong(digits) : 0;
  }
}
