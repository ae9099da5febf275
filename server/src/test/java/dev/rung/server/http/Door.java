package dev.rung.server.http;

import dev.rung.server.call.Calls;
import dev.rung.server.call.FixedOperations;
import dev.rung.server.call.RequestIds;
import dev.rung.server.call.ScriptedEngine;
import dev.rung.server.call.Unheard;
import dev.rung.server.call.Workers;
import dev.rung.server.record.RequestRecord;
import dev.rung.server.stats.Statistics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A server on a free port of loopback before a scripted engine, and clients for it. */
final class Door implements AutoCloseable {
  /** Long enough for a busy machine; only a call that hangs takes it. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  static final String CHAT = "/v1/chat/completions";
  static final String HEALTH = "GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n";
  static final String PING =
      "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"ping\"}]}";
  static final String PING_STREAM = PING.replaceFirst("\\{", "{\"stream\":true,");

  /** When every answer is made. */
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000));

  final ScriptedEngine engine = new ScriptedEngine();
  final FixedOperations operations = new FixedOperations();
  final Statistics statistics = new Statistics(NOON, Optional::empty);
  final HttpServer server;

  /** Requests that ended before the engine heard of them. */
  final List<RequestRecord> unheard = new CopyOnWriteArrayList<>();

  private final Workers workers;
  private final HttpClient client = HttpClient.newHttpClient();

  Door() {
    this(settings());
  }

  Door(HttpSettings settings) {
    this(settings, 4_096);
  }

  Door(HttpSettings settings, int maxRequestsInFlight) {
    workers = new Workers(maxRequestsInFlight, System::nanoTime);
    Calls calls =
        new Calls(
            engine,
            new RequestIds(new SplittableRandom(1)),
            workers,
            new Unheard(unheard::add, NOON));
    server =
        new HttpServer(
            settings,
            calls,
            operations,
            statistics,
            dev.rung.server.tenant.Door.OPEN,
            Optional.empty(),
            NOON,
            System::nanoTime);
    try {
      server.start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static HttpSettings settings() {
    return settings(PATIENCE, PATIENCE, Duration.ofSeconds(60), Duration.ofSeconds(30));
  }

  /** The defaults with these changed; small bounds, so that tests reach them quickly. */
  static HttpSettings settings(
      Duration patience, Duration idle, Duration deadline, Duration drain) {
    return settings(patience, idle, PATIENCE, deadline, drain);
  }

  /** The same, where streams are silent for so long before a comment comes. */
  static HttpSettings settings(
      Duration patience, Duration idle, Duration keepalive, Duration deadline, Duration drain) {
    return new HttpSettings(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        1024 * 1024,
        16 * 1024,
        512 * 1024,
        50,
        50,
        patience,
        idle,
        keepalive,
        PATIENCE,
        deadline,
        drain);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  /** A request for a completion with this body and these headers, name after value. */
  HttpResponse<String> chat(String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(CHAT))
            .timeout(PATIENCE)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).timeout(PATIENCE));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new AssertionError("interrupted", interrupted);
    }
  }

  /** The data of each event of a stream. */
  static Stream<String> events(String body) {
    return Stream.of(body.split("\n\n", -1))
        .filter(event -> !event.isEmpty())
        .map(event -> event.substring("data: ".length()));
  }

  RawClient raw() {
    return RawClient.to(server.port());
  }

  /** Until what was sent before on other connections is read: these wait behind it. */
  void letItBeRead() {
    for (int i = 0; i < 20; i++) {
      try (RawClient behind = raw().say(HEALTH)) {
        behind.until("ok\n");
      }
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.close();
    workers.close();
  }
}
