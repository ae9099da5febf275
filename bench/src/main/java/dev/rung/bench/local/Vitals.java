package dev.rung.bench.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM takes of its machine.
 *
 * @param heap bytes of objects that are alive after a collection
 * @param anonymous bytes of memory that no file stands behind, heap and native together
 * @param threads of the system
 * @param files open descriptors
 */
record Vitals(double heap, double anonymous, double threads, double files) {
  private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");
  private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+(\\d+)$");

  /** Looks at a process, which collects its garbage for it. */
  static Vitals of(long pid) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    List<String> objects =
        OwnProcess.lines(List.of(jcmd, Long.toString(pid), "GC.class_histogram"));
    Path process = Path.of("/proc", Long.toString(pid));
    try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
      return new Vitals(
          number(TOTAL, String.join("\n", objects)),
          AnonymousMemory.of(pid),
          number(THREADS, Files.readString(process.resolve("status"))),
          descriptors.count());
    }
  }

  private static double number(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("no " + pattern);
    }
    return Double.parseDouble(found.group(1));
  }
}
