package dev.rung.bench.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A program that is listened to, and not left behind. */
final class OwnProcess implements AutoCloseable {
  /** Kept of what it said, for the message when it fails. */
  private static final int LAST_LINES = 5;

  private final String program;
  private final Process process;

  private OwnProcess(String program, Process process) {
    this.program = program;
    this.process = process;
  }

  /** The command of a class of this jar in another JVM. */
  static List<String> java(Class<?> main, List<String> arguments, String... options) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return command;
  }

  /** Runs one to its end; what it says. */
  static List<String> lines(List<String> command) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    try (OwnProcess process = start(command)) {
      process.listen(lines::add);
    }
    return lines;
  }

  static OwnProcess start(List<String> command) throws IOException {
    return new OwnProcess(
        command.getFirst(), new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  long pid() {
    return process.pid();
  }

  /**
   * Waits for its end.
   *
   * @param listener told each line that it says, errors too, as it comes
   * @throws IOException when it fails, with its last words
   */
  void listen(Consumer<String> listener) throws IOException, InterruptedException {
    List<String> last = new ArrayList<>();
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        listener.accept(line);
        last.add(line);
        if (last.size() > LAST_LINES) {
          last.removeFirst();
        }
      }
    }
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException(
          String.format(
              Locale.ROOT, "%s ended with %d: %s", program, code, String.join(" | ", last)));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
