package dev.rung.bench.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory of a process that no file stands behind, from Linux's {@code /proc}. */
final class AnonymousMemory {
  private static final Pattern LINE = Pattern.compile("(?m)^RssAnon:\\s+(\\d+) kB$");
  private static final long KIB = 1_024;

  private AnonymousMemory() {}

  /** Bytes in use now; 0 for a process that has ended. */
  static long of(long pid) {
    try {
      Matcher line = LINE.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
      return line.find() ? KIB * Long.parseLong(line.group(1)) : 0;
    } catch (IOException ended) {
      return 0;
    }
  }
}
