package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.scripted.FreePorts;
import dev.rung.v1.AdminGrpc;
import dev.rung.v1.RouterGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A daemon in a process of its own, which can be killed. */
final class DaemonProcess implements AutoCloseable {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final Process process;
  private final int port;
  private final ManagedChannel channel;
  private final ManagedChannel adminChannel;

  private DaemonProcess(Process process, int port, int adminPort) {
    this.process = process;
    this.port = port;
    this.channel = open(port);
    this.adminChannel = open(adminPort);
  }

  /** One that takes calls, with this configuration and its state in a folder. */
  static DaemonProcess start(Path configuration, Path state) throws IOException {
    List<Integer> ports = FreePorts.take(2);
    int port = ports.get(0);
    int adminPort = ports.get(1);
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "serve",
                "--config",
                configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(
                    configuration.resolveSibling("daemon.txt").toFile()));
    Map<String, String> environment = builder.environment();
    environment.put("RUNG_STORE_FOLDER", state.toString());
    environment.put("RUNG_SERVER_GRPC_ADDRESS", "127.0.0.1:" + port);
    environment.put("RUNG_SERVER_ADMIN_ADDRESS", "127.0.0.1:" + adminPort);
    environment.put("RUNG_SERVER_HTTP_ADDRESS", "off");
    environment.put("RUNG_KEYS_CHECK_INTERVAL", "0s");
    environment.put("KEY", "k-secret");
    DaemonProcess daemon = new DaemonProcess(builder.start(), port, adminPort);
    daemon.await(port);
    daemon.await(adminPort);
    return daemon;
  }

  /** Of the Router. */
  int port() {
    return port;
  }

  /** Calls with this header; with an empty one, without any. */
  RouterGrpc.RouterBlockingStub router(String authorization) {
    return RouterGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(shown(authorization)))
        .withDeadlineAfter(RunningDaemon.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** The same for operators. */
  AdminGrpc.AdminBlockingStub admin(String authorization) {
    return AdminGrpc.newBlockingStub(adminChannel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(shown(authorization)))
        .withDeadlineAfter(RunningDaemon.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** SIGKILL: the daemon learns nothing of it. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("the daemon is gone").isTrue();
  }

  @Override
  public void close() throws InterruptedException {
    channel.shutdownNow();
    adminChannel.shutdownNow();
    kill();
  }

  private static Metadata shown(String authorization) {
    Metadata headers = new Metadata();
    if (!authorization.isEmpty()) {
      headers.put(AUTHORIZATION, authorization);
    }
    return headers;
  }

  private static ManagedChannel open(int port) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  private void await(int port) {
    long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (!accepts(port)) {
      assertThat(process.isAlive()).as("the daemon lives").isTrue();
      assertThat(System.nanoTime()).as("a start in time").isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }
}
