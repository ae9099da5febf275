package dev.rung.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A running process whose output is kept. Closing kills it and what it started. */
final class Program implements AutoCloseable {
  /** What would make Rung find the models of whoever runs the tests, or change its settings. */
  private static final Pattern OF_RUNG =
      Pattern.compile("RUNG_(?!JAVA_HOME$).*|.*_(API_KEY|TOKEN|BASE_URL)|OLLAMA_HOST");

  private final List<String> command;
  private final Process process;
  private final Sink out;
  private final Sink err;

  /** How a process ended. */
  record Finished(int code, String out, String err) {}

  private Program(List<String> command, Process process) {
    this.command = command;
    this.process = process;
    this.out = new Sink(process.getInputStream());
    this.err = new Sink(process.getErrorStream());
  }

  /**
   * Starts a process that inherits nothing which Rung reads.
   *
   * @param environment set beside what is inherited; wins over it
   */
  static Program start(Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> OF_RUNG.matcher(name).matches());
    builder.environment().put("LANG", "C.UTF-8");
    builder.environment().putAll(environment);
    Program program = new Program(command, builder.start());
    program.process.getOutputStream().close();
    return program;
  }

  /**
   * As {@link #start}, as a shell at a terminal would: Ctrl-C reaches the process even where the
   * tests run in the background with SIGINT ignored, which a process inherits.
   */
  static Program startAtTerminal(Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    List<String> all = new ArrayList<>(List.of("env", "--default-signal=INT"));
    all.addAll(command);
    return start(folder, environment, all);
  }

  /** Waits for the end; after the limit the process is killed and the test fails. */
  Finished finish(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      close();
      throw new AssertionError(command + " did not end within " + limit + "\n" + output());
    }
    out.awaitEnd();
    err.awaitEnd();
    return new Finished(process.exitValue(), out.text(), err.text());
  }

  /** Waits for a line of the standard output that holds this. */
  void awaitOutput(String text, Duration limit) throws InterruptedException {
    if (!out.await(text, limit)) {
      throw new AssertionError(command + " did not print '" + text + "'\n" + output());
    }
  }

  boolean alive() {
    return process.isAlive();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Sends a signal by its name, such as "INT". */
  void signal(String name) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (code != 0) {
      throw new AssertionError("kill -" + name + " ended with " + code);
    }
  }

  /** Everything printed so far. */
  String output() {
    return out.text() + err.text();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Reads a stream to its end on a thread of its own. */
  private static final class Sink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Thread reader;

    Sink(InputStream in) {
      reader = Thread.ofVirtual().start(() -> read(in));
    }

    private void read(InputStream in) {
      byte[] piece = new byte[8192];
      try {
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
          add(piece, n);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private synchronized void add(byte[] piece, int length) {
      bytes.write(piece, 0, length);
      notifyAll();
    }

    synchronized boolean await(String text, Duration limit) throws InterruptedException {
      long end = System.nanoTime() + limit.toNanos();
      while (!bytes.toString(UTF_8).contains(text)) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        wait(left);
      }
      return true;
    }

    /** Waits for the rest of what an ended process wrote, longer than a busy machine reads on. */
    void awaitEnd() throws InterruptedException {
      boolean _ = reader.join(Duration.ofSeconds(20));
    }

    /** What came so far; of an ended process, everything. */
    String text() {
      try {
        reader.join(Duration.ofSeconds(2));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      synchronized (this) {
        return bytes.toString(UTF_8);
      }
    }
  }
}
