package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.model;
import static dev.rung.server.app.RunningDaemon.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Money;
import dev.rung.server.scripted.OpenAiWire;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.BudgetStats;
import dev.rung.v1.GetBudgetsRequest;
import dev.rung.v1.RouterGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole daemon in a process of its own, killed under load at random points, over and over: what
 * its provider billed is in the books of the next one, nothing is held any more, and no limit was
 * passed.
 *
 * <p>{@code -Drung.hammer.daemon.kills=30} for a long run, {@code -Drung.hammer.seed} to run one
 * again.
 */
class KilledDaemonTest {
  private static final int KILLS = Integer.getInteger("rung.hammer.daemon.kills", 2);
  private static final long SEED = Long.getLong("rung.hammer.seed", System.nanoTime());
  private static final int CALLERS = 4;

  /** Little more than kills use up: each leaves what its calls had set aside. */
  private static final long LIMIT = 3_000_000L * KILLS;

  /** Nine tokens in at one dollar a million, two out at two dollars. */
  private static final long NANOS_PER_CALL = OpenAiWire.PROMPT_TOKENS * 1_000L + 2 * 2_000L;

  @TempDir private Path folder;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final ScriptedProvider provider =
      ScriptedProvider.start()
          .otherwise(Replies.openAi("well", " done").after(Duration.ofMillis(3)));

  private long booked;
  private int killedAtWork;

  @AfterEach
  void close() {
    provider.close();
  }

  private String configuration() {
    return "[budget]\ntotal_limit_usd = "
        + new Money(LIMIT).usd()
        + "\n\n[discovery]\nenabled = false\n\n"
        + model("tier2", "small", provider);
  }

  @Test
  void forgetsNothingThatItsProviderBilled() throws Exception {
    Path file = folder.resolve("rung.toml");
    Files.writeString(file, configuration());
    for (int kill = 1; kill <= KILLS; kill++) {
      runAndKill(file);
      check("kill " + kill + ", seed " + SEED);
    }
    System.out.printf(
        "daemon hammer: %d kills, %d of them at work, %d calls, billed %d, booked %d of %d"
            + " nano-dollars, seed %d%n",
        KILLS, killedAtWork, provider.requests().size(), billed(), booked, LIMIT, SEED);
    assertThat(killedAtWork).as("seed %s", SEED).isPositive();
  }

  private long billed() {
    return provider.requests().size() * NANOS_PER_CALL;
  }

  /** Starts the next daemon with what the killed one left. */
  private void check(String when) {
    try (RunningDaemon daemon =
        RunningDaemon.with(
            configuration(), Map.of("RUNG_STORE_FOLDER", folder.resolve("state").toString()))) {
      answerOrRefuse(daemon);
      BudgetStats budget =
          daemon.admin().getBudgets(GetBudgetsRequest.getDefaultInstance()).getBudgets(0);

      assertThat(budget.getCommittedNanos()).as(when).isBetween(Math.max(billed(), booked), LIMIT);
      assertThat(budget.getReservedNanos()).as(when).isZero();
      booked = budget.getCommittedNanos();
    }
  }

  /** Either comes once the ledger has begun. */
  private static void answerOrRefuse(RunningDaemon daemon) {
    try {
      daemon.router().generate(request());
    } catch (StatusRuntimeException overBudget) {
      assertThat(overBudget.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }
  }

  private void runAndKill(Path file) throws Exception {
    int port = freePort();
    int before = provider.requests().size();
    Process daemon = start(file, port);
    List<Thread> callers = new ArrayList<>();
    try {
      awaitPort(daemon, port);
      for (int i = 0; i < CALLERS; i++) {
        callers.add(Thread.ofPlatform().start(() -> call(port)));
      }
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      int enough = before + 20 + random.nextInt(60);
      while (provider.requests().size() < enough && callers.stream().anyMatch(Thread::isAlive)) {
        assertThat(System.nanoTime()).as("calls in time, seed %s", SEED).isLessThan(end);
        LockSupport.parkNanos(random.nextInt(1, 1_000_000));
      }
      killedAtWork += callers.stream().anyMatch(Thread::isAlive) ? 1 : 0;
    } finally {
      daemon.destroyForcibly();
    }
    assertThat(daemon.waitFor(10, TimeUnit.SECONDS)).isTrue();
    for (Thread caller : callers) {
      assertThat(caller.join(Duration.ofSeconds(30))).isTrue();
    }
    provider.awaitNoConnections(Duration.ofSeconds(10));
  }

  private Process start(Path file, int port) throws IOException {
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
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(folder + "/out.txt")));
    Map<String, String> environment = builder.environment();
    environment.put("RUNG_STORE_FOLDER", folder.resolve("state").toString());
    environment.put("RUNG_SERVER_GRPC_ADDRESS", "127.0.0.1:" + port);
    environment.put("RUNG_SERVER_ADMIN_ADDRESS", "127.0.0.1:0");
    environment.put("RUNG_SERVER_HTTP_ADDRESS", "off");
    environment.put("RUNG_KEYS_CHECK_INTERVAL", "0s");
    environment.put("KEY", "k-secret");
    return builder.start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitPort(Process daemon, int port) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!accepts(port)) {
      assertThat(daemon.isAlive()).as("the daemon lives").isTrue();
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

  private static void call(int port) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    try {
      while (true) {
        RouterGrpc.newBlockingStub(channel)
            .withDeadlineAfter(20, TimeUnit.SECONDS)
            .generate(request());
      }
    } catch (StatusRuntimeException killed) {
      channel.shutdownNow();
    }
  }
}
