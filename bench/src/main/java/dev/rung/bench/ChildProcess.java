package dev.rung.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A server in a process of its own, so that its CPU time can be told from the load's. */
public final class ChildProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long CLOCK_TICK_NANOS = 10_000_000;

  private final Process process;
  private final int port;
  private final int httpPort;

  private ChildProcess(Process process, int port, int httpPort) {
    this.process = process;
    this.port = port;
    this.httpPort = httpPort;
  }

  /** Starts this jar's class in another JVM; its first argument is the port to listen on. */
  static ChildProcess java(Class<?> main, String... jvmOptions) {
    return java(main, List.of(), jvmOptions);
  }

  /** The same with more arguments behind the port. */
  static ChildProcess java(Class<?> main, List<String> arguments, String... jvmOptions) {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(List.of(jvmOptions));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.add(Integer.toString(port));
    command.addAll(arguments);
    return start(command, Map.of(), port, port);
  }

  /** Starts this class of the jars of a folder; its first argument is the port to listen on. */
  static ChildProcess java(Path jars, String main, List<String> arguments) {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", jars.resolve("*").toString(), main));
    command.add(Integer.toString(port));
    command.addAll(arguments);
    return start(command, Map.of(), port, port);
  }

  /** Starts the packaged daemon with this configuration, and nothing of this environment. */
  static ChildProcess daemon(String configuration) {
    return daemon(configuration, "");
  }

  /** The same with its state in memory alone. */
  static ChildProcess daemonWithoutStore(String configuration) {
    return daemon(configuration, "", "off");
  }

  /** The same with these options of its JVM, where there are any. */
  public static ChildProcess daemon(String configuration, String jvmOptions) {
    return daemon(configuration, jvmOptions, storeFolder());
  }

  /** The same with the launcher of this folder. */
  static ChildProcess daemon(Path folder, String configuration, String jvmOptions) {
    return daemon(folder, configuration, jvmOptions, storeFolder());
  }

  private static ChildProcess daemon(String configuration, String jvmOptions, String storeFolder) {
    Path folder = Path.of(System.getProperty("rung.folder", "."));
    return daemon(folder, configuration, jvmOptions, storeFolder);
  }

  private static ChildProcess daemon(
      Path folder, String configuration, String jvmOptions, String storeFolder) {
    int port = freePort();
    int httpPort = freePort();
    try {
      Path file = Files.createTempFile("rung-bench", ".toml");
      Files.writeString(file, configuration);
      file.toFile().deleteOnExit();
      Map<String, String> environment = new HashMap<>();
      environment.put("RUNG_CONFIG", file.toString());
      environment.put("RUNG_SERVER_GRPC_ADDRESS", "127.0.0.1:" + port);
      environment.put("RUNG_KEYS_CHECK_INTERVAL", "0s");
      environment.put("RUNG_STORE_FOLDER", storeFolder);
      environment.put("RUNG_SERVER_ADMIN_ADDRESS", "127.0.0.1:0");
      environment.put("RUNG_SERVER_HTTP_ADDRESS", "127.0.0.1:" + httpPort);
      environment.put("BENCH_KEY", "none");
      if (!jvmOptions.isEmpty()) {
        environment.put("RUNG_JAVA_OPTS", jvmOptions);
      }
      List<String> command = List.of(folder.resolve("rung").toString(), "serve");
      return start(command, environment, port, httpPort);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One of its own for each daemon, which goes with this program. */
  private static String storeFolder() {
    try {
      Path folder = Files.createTempDirectory("rung-bench");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return folder.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> left = Files.walk(folder)) {
      left.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ChildProcess start(
      List<String> command, Map<String, String> environment, int port, int httpPort) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      ChildProcess child = new ChildProcess(builder.start(), port, httpPort);
      child.awaitPort();
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitPort() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!accepts()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("the server did not start: " + process.info());
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  private boolean accepts() {
    try (Socket probe = new Socket()) {
      probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  /** Where a daemon serves OpenAI clients. */
  public int httpPort() {
    return httpPort;
  }

  public long pid() {
    return process.pid();
  }

  /** User and system time of the process so far, from Linux's /proc, to 10 ms. */
  long cpuNanos() {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
      return (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12))) * CLOCK_TICK_NANOS;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What its threads took so far, but for those that compile; from Linux's /proc. */
  Work work() {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
      return tasks.map(Work::of).reduce(Work.NONE, Work::plus);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Of threads that are still there.
   *
   * @param nanos of CPU
   * @param switches how often they were taken off a core
   */
  record Work(long nanos, long switches) {
    private static final Work NONE = new Work(0, 0);

    private static Work of(Path thread) {
      try {
        if (Files.readString(thread.resolve("comm")).contains("CompilerThre")) {
          return NONE;
        }
        String times = Files.readString(thread.resolve("schedstat"));
        long switches =
            Files.readAllLines(thread.resolve("status")).stream()
                .filter(line -> line.contains("ctxt_switches:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
        return new Work(Long.parseLong(times.substring(0, times.indexOf(' '))), switches);
      } catch (IOException ended) {
        return NONE;
      }
    }

    private Work plus(Work other) {
      return new Work(nanos + other.nanos, switches + other.switches);
    }

    Work minus(Work other) {
      return new Work(nanos - other.nanos, switches - other.switches);
    }
  }

  /** Most memory that was ever resident, from Linux's /proc. */
  long peakMebibytes() {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1_024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
