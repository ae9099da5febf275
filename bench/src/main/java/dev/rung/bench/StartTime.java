package dev.rung.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Questions: how long does the built daemon take from the command to the first accepted connection,
 * and how much heap is in use when it idles?
 */
final class StartTime {
  private static final int ROUNDS = 7;

  private StartTime() {}

  static void run(Report report) throws Exception {
    for (int round = 1; round <= ROUNDS; round++) {
      long start = System.nanoTime();
      try (ChildProcess daemon = ChildProcess.daemon("")) {
        double seconds = (System.nanoTime() - start) / 1e9;
        report.line("round %d: serving after %.2f s", round, seconds);
        if (round == ROUNDS) {
          heap(report, daemon.pid());
        }
      }
    }
  }

  private static void heap(Report report, long pid) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(List.of(jcmd, Long.toString(pid), "GC.heap_info"))
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor(10, TimeUnit.SECONDS);
    report.line("heap when idle:%n%s", text);
  }
}
