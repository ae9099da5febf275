package dev.rung.bench.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process takes of its machine, by Linux's /proc.
 *
 * @param mebibytes resident
 * @param threads of the system
 * @param files open descriptors
 */
record Toll(long mebibytes, long threads, long files) {
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
  private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+(\\d+)$");

  static Toll of(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    String status = Files.readString(process.resolve("status"));
    try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
      return new Toll(
          number(RESIDENT, status) / 1024, number(THREADS, status), descriptors.count());
    }
  }

  Toll most(Toll other) {
    return new Toll(
        Math.max(mebibytes, other.mebibytes),
        Math.max(threads, other.threads),
        Math.max(files, other.files));
  }

  private static long number(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("no " + pattern);
    }
    return Long.parseLong(found.group(1));
  }
}
