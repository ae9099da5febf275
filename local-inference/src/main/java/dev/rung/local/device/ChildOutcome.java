package dev.rung.local.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * How a short-lived process ended.
 *
 * @param code 0 for success
 * @param output everything it printed, errors among it
 */
record ChildOutcome(int code, String output) {
  /** What no process ends with by itself: it was killed at the limit. */
  static final int TOO_LATE = -1;

  /** Nothing that is asked here prints more. */
  private static final int LONGEST = 1 << 16;

  /**
   * Runs a process to its end, or kills it at the limit.
   *
   * @throws IOException when it cannot be started
   */
  static ChildOutcome of(ProcessBuilder builder, Duration limit) throws IOException {
    Process process = builder.redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      CompletableFuture<String> output =
          CompletableFuture.supplyAsync(
              () -> read(process.getInputStream()), Thread::startVirtualThread);
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return new ChildOutcome(TOO_LATE, "it did not end within " + limit.toSeconds() + " s");
      }
      return new ChildOutcome(process.exitValue(), output.join());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ChildOutcome(TOO_LATE, "it was interrupted");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** The last line that is not empty: programs end with what went wrong. */
  String lastLine() {
    return output
        .lines()
        .filter(line -> !line.isBlank())
        .reduce((a, b) -> b)
        .orElse("it says nothing");
  }

  private static String read(InputStream in) {
    try (in) {
      return new String(in.readNBytes(LONGEST), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
