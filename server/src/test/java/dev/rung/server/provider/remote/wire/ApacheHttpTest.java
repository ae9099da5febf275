package dev.rung.server.provider.remote.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.Deadline;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.Timeouts;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.provider.remote.OtherThread;
import dev.rung.server.scripted.Exchange;
import dev.rung.server.scripted.Reply;
import dev.rung.server.scripted.ScriptedProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the HTTP client promises, against a server that does what it should not. */
@Timeout(60)
class ApacheHttpTest {
  private static final Duration LONG = Calls.LONG;
  private static final Duration SHORT = Duration.ofMillis(150);
  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final int MAX_BYTES = 1 << 20;

  private final ScriptedProvider server = ScriptedProvider.start();
  private final Watchdog watchdog = Watchdog.start(System::nanoTime);
  private ProviderHttp http = open(new Timeouts(LONG, LONG, LONG), ApacheHttp.TRUSTED_IDLE);

  @AfterEach
  void close() {
    http.close();
    watchdog.close();
    server.close();
  }

  @Test
  void returnsTheConnectionOfAWholeResponse() throws Exception {
    server.respond(200, "{}").respond(404, "{}").respond(200, "{}");

    assertThat(getAll()).isEqualTo("{}");
    assertThat(getAll()).isEqualTo("{}");
    assertThat(getAll()).isEqualTo("{}");

    assertThat(server.connections()).isEqualTo(1);
    assertThat(watchdog.underWay()).isZero();
  }

  @Test
  void closesTheConnectionOfAResponseThatIsNotReadToItsEnd() throws Exception {
    server.reply(startThen("half", Exchange::hang));

    try (HttpExchange exchange = http.send(get(LONG))) {
      assertThat(exchange.read(new byte[4], 0, 4)).isEqualTo(4);
    }

    server.awaitClientGone(BOUND);
    assertThat(watchdog.underWay()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 307, 429, 500, 503})
  void neverSendsARequestTwice(int status) throws Exception {
    server.respond(
        status, Map.of("Location", server.rootUrl() + "/other", "Retry-After", "0"), "{}");
    server.respond(200, "{}");

    try (HttpExchange exchange = http.send(post("{}", LONG))) {
      assertThat(exchange.status()).isEqualTo(status);
    }

    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void neverSendsAgainWhatWasResetBeforeAResponse() throws Exception {
    server.respond(200, "{}").reset().respond(200, "{}");
    getAll();

    assertFails(post("{}", LONG), FailureKind.UNAVAILABLE);

    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void opensANewConnectionWhereTheServerClosedTheIdleOne() throws Exception {
    http.close();
    http = open(new Timeouts(LONG, LONG, LONG), Duration.ZERO);
    server.respond(200, "{}").respond(200, "{}");
    getAll();
    server.closeConnections();

    try (HttpExchange exchange = http.send(post("{\"once\":1}", LONG))) {
      assertThat(exchange.status()).isEqualTo(200);
    }

    assertThat(server.requests()).hasSize(2);
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void closesTheConnectionWhenTheDeadlinePasses() throws Exception {
    server.hang();

    assertFails(get(SHORT), FailureKind.TIMEOUT, "deadline");

    server.awaitClientGone(BOUND);
  }

  @Test
  void closesTheConnectionWhenTheDeadlinePassesAmidAStreamThatNeverPauses() throws Exception {
    server.reply(
        startThen(
            "",
            exchange -> {
              while (true) {
                exchange.writeSlowly("x", Duration.ofMillis(5));
              }
            }));

    assertFails(get(SHORT), FailureKind.TIMEOUT, "deadline");

    server.awaitClientGone(BOUND);
  }

  @Test
  void doesNotSendWhatIsTooLateAlready() {
    assertFails(get(Duration.ZERO), FailureKind.TIMEOUT, "deadline");

    assertThat(server.connections()).isZero();
  }

  @Test
  void limitsTheWaitForTheFirstByte() throws Exception {
    http.close();
    http = open(new Timeouts(LONG, SHORT, LONG), ApacheHttp.TRUSTED_IDLE);
    server.hang().reply(startThen("", Exchange::hang));

    assertFails(get(LONG), FailureKind.TIMEOUT, "began no response");
    assertFails(get(LONG), FailureKind.TIMEOUT, "began no response");

    server.awaitClientGone(BOUND).awaitClientGone(BOUND);
  }

  @Test
  void limitsTheWaitBetweenTwoPieces() throws Exception {
    http.close();
    http = open(new Timeouts(LONG, LONG, SHORT), ApacheHttp.TRUSTED_IDLE);
    server.reply(startThen("half", Exchange::hang));

    assertFails(get(LONG), FailureKind.TIMEOUT, "middle");

    server.awaitClientGone(BOUND);
  }

  @Test
  void doesNotCountASlowReaderAsAnIdleProvider() throws Exception {
    http.close();
    http = open(new Timeouts(LONG, LONG, Duration.ofMillis(50)), ApacheHttp.TRUSTED_IDLE);
    server.reply(startThen("one", exchange -> exchange.write("two"), Exchange::finish));

    try (HttpExchange exchange = http.send(get(LONG))) {
      assertThat(exchange.read(new byte[3], 0, 3)).isEqualTo(3);
      new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS);

      assertThat(exchange.readAll(100).text()).isEqualTo("two");
    }
  }

  @Test
  void limitsTheWaitForFirstOutputUntilItBegan() throws Exception {
    server.reply(startThen(": still here\n\n", Exchange::hang));
    server.reply(
        startThen("output", exchange -> exchange.pause(SHORT.multipliedBy(2)), Exchange::finish));

    assertFails(
        exchange -> exchange.read(new byte[100], 0, 100), get(SHORT, LONG), "another model");
    try (HttpExchange exchange = http.send(get(SHORT, LONG))) {
      exchange.outputBegan();
      assertThat(exchange.readAll(100).text()).isEqualTo("output");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void interruptClosesTheConnection(boolean virtual) throws Exception {
    server.hang();
    Future<?>[] call = new Future<?>[1];
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(
            virtual ? Thread.ofVirtual().factory() : Thread.ofPlatform().factory())) {
      CountDownLatch interrupted = new CountDownLatch(1);
      call[0] =
          threads.submit(() -> {
            assertThatThrownBy(() -> http.send(get(LONG))).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            interrupted.countDown();
          });
      server.awaitRequest(BOUND);

      call[0].cancel(true);

      server.awaitClientGone(Duration.ofSeconds(1));
      assertThat(interrupted.await(BOUND.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    }
  }

  @Test
  void interruptAmidAStreamClosesTheConnectionThoughBytesKeepComing() throws Exception {
    server.reply(
        startThen(
            "",
            exchange -> {
              while (true) {
                exchange.write("x".repeat(1000));
              }
            }));
    OtherThread reader = OtherThread.does(() -> readToEnd(http.send(get(LONG)), Long.MAX_VALUE));
    server.awaitRequest(BOUND);

    reader.interrupt();

    assertThat(reader.thrown(BOUND)).isInstanceOf(InterruptedException.class);
    server.awaitClientGone(BOUND);
  }

  @Test
  void anInterruptedThreadSendsNothing() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> http.send(get(LONG))).isInstanceOf(InterruptedException.class);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(server.connections()).isZero();
  }

  @Test
  void cutsAResponseThatIsTooLarge() throws Exception {
    server.reply(
        startThen(
            "",
            exchange -> {
              while (true) {
                exchange.write("x".repeat(100_000));
              }
            }));

    assertFails(get(LONG), FailureKind.BAD_RESPONSE, "more than " + MAX_BYTES + " B");

    server.awaitClientGone(BOUND);
  }

  @Test
  void readsABodyThatComesByteByByte() throws Exception {
    server.reply(
        startThen(
            "", exchange -> exchange.writeSlowly("0123456789", Duration.ZERO), Exchange::finish));

    assertThat(getAll()).isEqualTo("0123456789");
  }

  @Test
  void tellsALostConnectionFromAnAnswer() {
    server
        .reset()
        .reply(Exchange::cut)
        .reply(startThen("half", Exchange::cut))
        .reply(startThen("half", Exchange::reset))
        .reply(exchange ->
            exchange.raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx".getBytes(UTF_8)))
        .reply(exchange ->
            exchange.raw(
                ("HTTP/1.1 200 OK\r\nContent-Length: " + Long.MAX_VALUE + "\r\n\r\nx")
                    .getBytes(UTF_8)));

    for (int i = 0; i < 6; i++) {
      assertFails(get(LONG), FailureKind.UNAVAILABLE);
    }
  }

  @ParameterizedTest
  @MethodSource("notHttp")
  void tellsAnotherProtocolFromAnAnswer(String response) {
    server.reply(exchange -> exchange.raw(response.getBytes(UTF_8)));

    assertFails(get(LONG), FailureKind.BAD_RESPONSE);
  }

  static List<String> notHttp() {
    String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    return List.of(
        "220 mail.example.org ESMTP\r\n".repeat(20),
        "HTTP/9.9 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx",
        "HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000) + "\r\n\r\n",
        "HTTP/1.1 200 OK\r\n" + "X: x\r\n".repeat(1000) + "\r\n",
        chunked + "zz\r\n",
        chunked + "2\r\nabc\r\n0\r\n\r\n");
  }

  @Test
  void saysWhereNobodyListens() throws Exception {
    URI nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    Deadline deadline = Deadline.after(LONG, System::nanoTime);

    assertFails(HttpCall.get(nobody, List.of(), deadline), FailureKind.UNAVAILABLE);
    assertFails(
        HttpCall.get(URI.create("http://no-such-host.invalid"), List.of(), deadline),
        FailureKind.UNAVAILABLE);
  }

  @Test
  void callsInFlightFailAsUnavailableWhenItIsClosed() throws Exception {
    server.hang();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> call = threads.submit(() -> http.send(get(LONG)));
      server.awaitRequest(BOUND);

      http.close();

      assertThatThrownBy(call::get)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              ProviderException.class,
              e -> assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE));
      assertFails(get(LONG), FailureKind.UNAVAILABLE, "no longer");
    }
  }

  @Test
  void serves64CallsAtOnceWithoutMixingThemUp() throws Exception {
    server.otherwise(exchange -> exchange.respond(200, Map.of(), exchange.request().body() + "!"));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers =
          IntStream.range(0, 640)
              .mapToObj(i -> threads.submit(() -> sendAll(post("\"" + i + "\"", LONG))))
              .toList();

      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).isEqualTo("\"" + i + "\"!");
      }
    }
    assertThat(watchdog.underWay()).isZero();
  }

  @Test
  void finishWaitsNotLongForAnEndThatDoesNotCome() throws Exception {
    server.reply(startThen("all", Exchange::hang));

    try (HttpExchange exchange = http.send(get(LONG))) {
      exchange.read(new byte[3], 0, 3);
      exchange.finish();
    }

    server.awaitClientGone(BOUND);
  }

  private ProviderHttp open(Timeouts timeouts, Duration trustedIdle) {
    return new ApacheHttp(
        Calls.settings(ProviderKind.OPENAI, server.baseUrl(), timeouts, MAX_BYTES),
        watchdog,
        trustedIdle);
  }

  private HttpCall get(Duration limit) {
    return get(limit, limit);
  }

  private HttpCall get(Duration firstOutput, Duration limit) {
    return new HttpCall(
        HttpCall.Method.GET,
        server.baseUrl(),
        List.of(),
        Optional.empty(),
        Deadline.after(firstOutput, System::nanoTime),
        Deadline.after(limit, System::nanoTime));
  }

  private HttpCall post(String json, Duration limit) throws IOException {
    Deadline deadline = Deadline.after(limit, System::nanoTime);
    return HttpCall.post(
        server.baseUrl(),
        List.of(),
        RequestBody.write(generator -> Json.copy(json, generator)),
        deadline,
        deadline);
  }

  private String getAll() throws Exception {
    return sendAll(get(LONG));
  }

  private String sendAll(HttpCall call) throws ProviderException, InterruptedException {
    try (HttpExchange exchange = http.send(call)) {
      return exchange.readAll(HttpExchange.WHOLE).text();
    }
  }

  private static void readToEnd(HttpExchange exchange, long most)
      throws ProviderException, InterruptedException {
    try (exchange) {
      byte[] buffer = new byte[10];
      for (long read = 0; read >= 0 && read < most; ) {
        read = exchange.read(buffer, 0, buffer.length);
      }
    }
  }

  private void assertFails(HttpCall call, FailureKind kind) {
    assertFails(call, kind, "openai");
  }

  private void assertFails(HttpCall call, FailureKind kind, String words) {
    assertThatThrownBy(() -> sendAll(call))
        .isInstanceOfSatisfying(ProviderException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(words);
  }

  /** Reads one piece by hand, which is no proof of output, and then waits for more. */
  private void assertFails(PieceReader reader, HttpCall call, String words) {
    assertThatThrownBy(
            () -> {
              try (HttpExchange exchange = http.send(call)) {
                reader.read(exchange);
                reader.read(exchange);
              }
            })
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.TIMEOUT))
        .hasMessageContaining(words);
  }

  @FunctionalInterface
  private interface PieceReader {
    int read(HttpExchange exchange) throws ProviderException, InterruptedException;
  }

  private static Reply startThen(String first, Reply... then) {
    return exchange -> {
      exchange.start(200, Map.of());
      exchange.write(first);
      for (Reply next : then) {
        next.answer(exchange);
      }
    };
  }
}
