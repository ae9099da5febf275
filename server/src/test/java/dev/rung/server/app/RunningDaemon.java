package dev.rung.server.app;

import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.AdminGrpc;
import dev.rung.v1.CreateTenantKeyRequest;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.RouterGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** A whole daemon on free ports, and clients for it. */
final class RunningDaemon implements AutoCloseable {
  /** Far beyond what anything takes here: a machine that is busy must not fail a test. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * Goes on from noon at the latest, so that no day or month, nor a budget for it, ends in a test;
   * never ahead of the machine's clock, by which commands ask for reports.
   */
  private static final InstantSource CLOCK = noLaterThanNoon();

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final Daemon daemon;
  private final Path file;
  private final ManagedChannel channel;
  private final ManagedChannel adminChannel;
  private final Metadata headers = new Metadata();

  private RunningDaemon(Daemon daemon, Path file) {
    this.daemon = daemon;
    this.file = file;
    this.channel = open(daemon.grpcPort());
    this.adminChannel = open(daemon.adminPort());
  }

  /** By the clock of every daemon here. */
  static Instant now() {
    return CLOCK.instant();
  }

  /** One with this configuration and no environment to speak of. */
  static RunningDaemon with(String configuration) {
    return with(configuration, Map.of());
  }

  static RunningDaemon with(String configuration, Map<String, String> environment) {
    return with(configuration, environment, System::nanoTime);
  }

  /** The same, by a clock that a test may move on. */
  static RunningDaemon with(
      String configuration, Map<String, String> environment, LongSupplier nanoTime) {
    return with(Optional.of(configuration), environment, nanoTime);
  }

  /** One that finds no settings file, and that nobody told of one. */
  static RunningDaemon withoutFile() {
    return with(Optional.empty(), Map.of(), System::nanoTime);
  }

  private static RunningDaemon with(
      Optional<String> configuration, Map<String, String> environment, LongSupplier nanoTime) {
    try {
      Path folder = Files.createTempDirectory("rung-daemon");
      Path file = folder.resolve("rung.toml");
      if (configuration.isPresent()) {
        Files.writeString(file, configuration.get());
      }
      // Nobody is asked beside what a test scripts, unless it is about that.
      Map<String, String> all =
          new HashMap<>(Map.of("RUNG_KEYS_CHECK_INTERVAL", "0s", "RUNG_STORE_FOLDER", "off"));
      all.putAll(environment);
      all.put("RUNG_SERVER_GRPC_ADDRESS", "127.0.0.1:0");
      all.put("RUNG_SERVER_ADMIN_ADDRESS", "127.0.0.1:0");
      all.put("RUNG_SERVER_HTTP_ADDRESS", "127.0.0.1:0");
      all.put("KEY", "k-secret");
      return new RunningDaemon(
          Daemon.start(
              new ConfigSource(configuration.map(_ -> file), all, folder), CLOCK, nanoTime),
          file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new AssertionError("the daemon did not start", e);
    }
  }

  /** A model at a scripted OpenAI-compatible server, as a piece of configuration. */
  static String model(String tier, String name, ScriptedProvider provider) {
    return model(tier, name, "openai", provider);
  }

  /** A model at a scripted server of this kind, as a piece of configuration. */
  static String model(String tier, String name, String kind, ScriptedProvider provider) {
    return model(tier, name, kind, provider.baseUrl());
  }

  /** A model of this kind at this URL, as a piece of configuration. */
  static String model(String tier, String name, String kind, URI baseUrl) {
    return """
    [providers.%2$s]
    kind = "%4$s"
    base_url = "%3$s"
    api_key_env = "KEY"

    [[models.%1$s]]
    name = "%2$s"
    provider = "%2$s"
    input_cost_per_million = 1.0
    output_cost_per_million = 2.0
    context_window = 8192
    max_tokens = 512
    capabilities = ["chat", "code", "tools", "vision", "json"]
    aliases = ["%2$s-alias"]

    """
        .formatted(tier, name, baseUrl, kind);
  }

  private static InstantSource noLaterThanNoon() {
    InstantSource system = InstantSource.system();
    Instant now = system.instant();
    Instant noon = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(12));
    return now.isAfter(noon) ? InstantSource.offset(system, Duration.between(now, noon)) : system;
  }

  private static ManagedChannel open(int port) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  RouterGrpc.RouterBlockingStub router() {
    return RouterGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  RouterGrpc.RouterStub asyncRouter() {
    return RouterGrpc.newStub(channel);
  }

  AdminGrpc.AdminBlockingStub admin() {
    return AdminGrpc.newBlockingStub(adminChannel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  ManagedChannel channel() {
    return channel;
  }

  ManagedChannel adminChannel() {
    return adminChannel;
  }

  /** Sends this header with every call from now on. */
  void show(String authorization) {
    headers.discardAll(AUTHORIZATION);
    headers.put(AUTHORIZATION, authorization);
  }

  /** Makes a key of this tenant; the header that shows it. */
  String key(String tenant, String... scopes) {
    CreateTenantKeyRequest wanted =
        CreateTenantKeyRequest.newBuilder().setTenant(tenant).addAllScopes(List.of(scopes)).build();
    return "Bearer " + admin().createTenantKey(wanted).getKey();
  }

  /** Makes a key of this tenant, and shows it with every call from now on. */
  void become(String tenant, String... scopes) {
    show(key(tenant, scopes));
  }

  /** The header that calls send. */
  String shown() {
    return Optional.ofNullable(headers.get(AUTHORIZATION)).orElse("");
  }

  Daemon daemon() {
    return daemon;
  }

  /** At once: the daemon, which looks at the file again and again, never sees half of it. */
  void rewrite(String configuration) throws IOException {
    Path beside = Files.writeString(file.resolveSibling("rung.toml.new"), configuration);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Everything that a stream brings. */
  List<GenerateChunk> stream(GenerateRequest request) {
    List<GenerateChunk> chunks = new ArrayList<>();
    Iterator<GenerateChunk> stream = router().generateStream(request);
    stream.forEachRemaining(chunks::add);
    return chunks;
  }

  /** A request that no template answers, for tier 2. */
  static GenerateRequest request() {
    return GenerateRequest.newBuilder()
        .setPrompt("Write a Java function that merges two sorted lists of integers.")
        .build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    adminChannel.shutdownNow();
    daemon.close();
    try (Stream<Path> left = Files.walk(file.getParent())) {
      for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
