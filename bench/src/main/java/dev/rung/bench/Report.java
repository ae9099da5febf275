package dev.rung.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Prints figures for people. */
final class Report {
  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  /** The machine, and what was built on it. */
  void machine() throws InterruptedException {
    line(
        "%d cores, %s %s, Java %s, commit %s",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("java.version"),
        commit());
  }

  private static String commit() throws InterruptedException {
    String folder = System.getProperty("rung.folder", ".");
    try {
      Process git =
          new ProcessBuilder("git", "-C", folder, "describe", "--always", "--dirty").start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? said.strip() : "unknown";
    } catch (IOException withoutGit) {
      return "unknown";
    }
  }

  void line(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
  }

  /** Percentiles of nanoseconds, shown in microseconds. */
  void latency(String what, Histogram nanos) {
    line(
        "%-28s p50 %8.1f us   p95 %8.1f us   p99 %8.1f us   (%d calls)",
        what,
        nanos.getValueAtPercentile(50) / 1e3,
        nanos.getValueAtPercentile(95) / 1e3,
        nanos.getValueAtPercentile(99) / 1e3,
        nanos.getTotalCount());
  }
}
