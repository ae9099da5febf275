package dev.rung.bench.hostile;

import dev.rung.bench.ChildProcess;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.RouterGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Question: what does each way of keeping others from being served cost the packaged daemon, and
 * how are two clients served meanwhile, one at each door? Every attack meets a new daemon with 512
 * MiB of heap.
 */
public final class HostileRun {
  private static final Duration LENGTH = Duration.ofSeconds(8);
  private static final Duration WARM = Duration.ofSeconds(3);
  private static final Duration REST = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String PROMPT = "What is 12.5 * 3?";

  private HostileRun() {}

  /** Those whose name holds the word; all where it is empty. */
  public static void run(String word, Consumer<String> out) throws Exception {
    List<Attack> attacks = new ArrayList<>();
    attacks.add(new Attack("nothing", Attack.Door.GRPC, 1, siege -> Thread.sleep(50)));
    Stream.concat(GrpcAttacks.all().stream(), HttpAttacks.all().stream()).forEach(attacks::add);
    for (Attack attack : attacks) {
      String name = attack.door().name().toLowerCase(Locale.ROOT) + ": " + attack.name();
      if (name.contains(word)) {
        out.accept(name);
        run(attack, out);
      }
    }
  }

  private static void run(Attack attack, Consumer<String> out) throws Exception {
    try (ChildProcess daemon = ChildProcess.daemon("[log]\nlevel = \"error\"\n", "-Xmx512m");
        Clients clients = new Clients(daemon)) {
      measure(clients, new Siege(daemon.port(), WARM.toNanos()), idle(), daemon);
      Toll before = Toll.of(daemon.pid());
      int port = attack.door() == Attack.Door.GRPC ? daemon.port() : daemon.httpPort();
      Siege siege = new Siege(port, LENGTH.toNanos());
      Citizen overGrpc = new Citizen(clients::overGrpc);
      Citizen overHttp = new Citizen(clients::overHttp);
      Toll most = measure(List.of(overGrpc, overHttp), siege, attack, daemon);
      Thread.sleep(REST);
      Toll after = Toll.of(daemon.pid());
      out.accept("  " + siege.summary());
      out.accept("  client over gRPC " + overGrpc.summary() + "; over HTTP " + overHttp.summary());
      out.accept(
          "  MiB %d, %d, %d; threads %d, %d, %d; files %d, %d, %d (before, most, after)"
              .formatted(
                  before.mebibytes(),
                  most.mebibytes(),
                  after.mebibytes(),
                  before.threads(),
                  most.threads(),
                  after.threads(),
                  before.files(),
                  most.files(),
                  after.files()));
    }
  }

  private static Attack idle() {
    return new Attack("nothing", Attack.Door.GRPC, 1, siege -> Thread.sleep(50));
  }

  private static void measure(Clients clients, Siege siege, Attack attack, ChildProcess daemon)
      throws Exception {
    measure(
        List.of(new Citizen(clients::overGrpc), new Citizen(clients::overHttp)),
        siege,
        attack,
        daemon);
  }

  /** The most that the daemon took meanwhile. */
  private static Toll measure(
      List<Citizen> citizens, Siege siege, Attack attack, ChildProcess daemon) throws Exception {
    List<Thread> threads = new ArrayList<>();
    citizens.forEach(one -> threads.add(Thread.ofPlatform().start(() -> one.run(siege))));
    for (int i = 0; i < attack.crew(); i++) {
      threads.add(Thread.ofPlatform().start(() -> siege.run(attack)));
    }
    Toll most = Toll.of(daemon.pid());
    while (!siege.isOver()) {
      Thread.sleep(50);
      most = most.most(Toll.of(daemon.pid()));
    }
    for (Thread thread : threads) {
      thread.join(PATIENCE);
    }
    return most;
  }

  /** One well-behaved client at each door. */
  private static final class Clients implements AutoCloseable {
    private final ManagedChannel channel;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final HttpRequest request;

    Clients(ChildProcess daemon) {
      channel = NettyChannelBuilder.forAddress("127.0.0.1", daemon.port()).usePlaintext().build();
      request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + daemon.httpPort() + "/v1/chat/completions"))
              .header("content-type", "application/json")
              .timeout(PATIENCE)
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\""
                          + PROMPT
                          + "\"}]}"))
              .build();
    }

    String overGrpc() {
      return RouterGrpc.newBlockingStub(channel)
          .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .generate(GenerateRequest.newBuilder().setPrompt(PROMPT).build())
          .getText();
    }

    String overHttp() throws IOException, InterruptedException {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
      channel.shutdownNow();
      http.close();
    }
  }
}
