package dev.rung.server.provider.remote.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.Deadline;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.Timeouts;
import dev.rung.server.scripted.Exchange;
import dev.rung.server.scripted.SilentPort;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests are sent, and over which connections. */
@Timeout(300)
class ApacheHttpTest extends HttpCase {
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
  void anInterruptedThreadSendsNothing() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> http.send(get(LONG))).isInstanceOf(InterruptedException.class);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(server.connections()).isZero();
  }

  @Test
  void saysWhereNobodyListens() throws Exception {
    URI noSuchHost = URI.create("http://" + "x".repeat(64) + ".invalid");
    Deadline deadline = Deadline.after(LONG, clock);

    try (SilentPort nobody = new SilentPort()) {
      assertFails(HttpCall.get(nobody.url(), List.of(), deadline), FailureKind.UNAVAILABLE);
    }
    assertFails(HttpCall.get(noSuchHost, List.of(), deadline), FailureKind.UNAVAILABLE);
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
    server.reply(startThen("all", exchange -> exchange.hang(clock::pass)));

    try (HttpExchange exchange = http.send(get(LONG))) {
      exchange.read(new byte[3], 0, 3);
      exchange.finish();
    }

    server.awaitClientGone(BOUND);
  }
}
