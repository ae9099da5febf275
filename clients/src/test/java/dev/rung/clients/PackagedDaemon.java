package dev.rung.clients;

import dev.rung.clients.Program.Finished;
import dev.rung.server.scripted.FreePorts;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A daemon started as a person starts it, {@code ./rung serve}, on free ports of loopback. */
final class PackagedDaemon implements AutoCloseable {
  /** Generous: a first start prepares its cache. */
  private static final Duration START = Duration.ofMinutes(5);

  private static final Duration STOP = Duration.ofMinutes(5);

  private final Program program;
  private final int port;
  private final Map<String, String> environment;

  private PackagedDaemon(Program program, int port, Map<String, String> environment) {
    this.program = program;
    this.port = port;
    this.environment = environment;
  }

  /** The folder with the launcher and the sources. */
  static Path root() {
    return Path.of(System.getProperty("rung.root")).toAbsolutePath();
  }

  /**
   * Starts a daemon and waits until it serves.
   *
   * @param folder where it runs; gets this configuration as rung.toml
   * @param environment beside the addresses
   * @param before what the launcher is run by, such as strace; may be empty
   */
  static PackagedDaemon start(
      Path folder, String configuration, Map<String, String> environment, List<String> before)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("rung.toml"), configuration);
    int port = freePort();
    Map<String, String> all = new HashMap<>(environment);
    all.put("RUNG_SERVER_GRPC_ADDRESS", "127.0.0.1:" + port);
    all.putIfAbsent("RUNG_KEYS_CHECK_INTERVAL", "0s");
    all.putIfAbsent("RUNG_STORE_FOLDER", folder.resolve("state").toString());
    all.put("RUNG_SERVER_ADMIN_ADDRESS", "127.0.0.1:" + freePort());
    all.put("RUNG_SERVER_HTTP_ADDRESS", "127.0.0.1:" + freePort());
    List<String> command = new ArrayList<>(before);
    command.addAll(List.of(root().resolve("rung").toString(), "serve"));
    PackagedDaemon daemon = new PackagedDaemon(Program.start(folder, all, command), port, all);
    daemon.awaitServing();
    return daemon;
  }

  /** A port that nobody uses now, nor is given before the daemon takes it. */
  static int freePort() {
    return FreePorts.take(1).getFirst();
  }

  int port() {
    return port;
  }

  /** What makes clients find this daemon. */
  Map<String, String> environment() {
    return environment;
  }

  /** Sends SIGTERM to the daemon itself and waits for its end. */
  Finished stop() throws InterruptedException {
    terminate();
    return finish();
  }

  /** Sends SIGTERM to the daemon itself. */
  void terminate() {
    // Started through another program, the daemon is its child.
    program.handle().children().findFirst().orElse(program.handle()).destroy();
  }

  Finished finish() throws InterruptedException {
    return program.finish(STOP);
  }

  /** Waits until the daemon takes no new calls. */
  void awaitRefusal(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (serves()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the daemon still serves after " + limit);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  String output() {
    return program.output();
  }

  @Override
  public void close() {
    program.close();
  }

  private void awaitServing() {
    long end = System.nanoTime() + START.toNanos();
    while (!listens() || !serves()) {
      if (!program.alive() || System.nanoTime() > end) {
        String output = program.output();
        close();
        throw new AssertionError("the daemon did not start\n" + output);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private boolean serves() {
    ManagedChannel channel =
        Grpc.newChannelBuilderForAddress("127.0.0.1", port, InsecureChannelCredentials.create())
            .build();
    try {
      return HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(10, TimeUnit.SECONDS)
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus()
          == ServingStatus.SERVING;
    } catch (StatusRuntimeException refused) {
      return false;
    } finally {
      channel.shutdownNow();
    }
  }
}
