package dev.rung.bench;

import java.io.PrintStream;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Prints figures for people. */
final class Report {
  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  void machine() {
    line(
        "%d cores, %s %s, Java %s",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("java.version"));
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
