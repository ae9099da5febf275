package dev.rung.server.provider.remote.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.Timeouts;
import dev.rung.server.provider.remote.OtherThread;
import dev.rung.server.scripted.Exchange;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long calls last, and what ends them earlier. */
@Timeout(300)
class HttpLimitsTest extends HttpCase {
  @Test
  void closesTheConnectionWhenTheDeadlinePasses() throws Exception {
    server.reply(exchange -> exchange.hang(clock::pass));

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
                exchange.write("x");
                exchange.pause(Duration.ofMillis(5), clock::pass);
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
    server
        .reply(exchange -> exchange.hang(clock::pass))
        .reply(startThen("", exchange -> exchange.hang(clock::pass)));

    assertFails(get(LONG), FailureKind.TIMEOUT, "began no response");
    server.awaitClientGone(BOUND);
    assertFails(get(LONG), FailureKind.TIMEOUT, "began no response");
    server.awaitClientGone(BOUND);
  }

  @Test
  void limitsTheWaitBetweenTwoPieces() throws Exception {
    http.close();
    http = open(new Timeouts(LONG, LONG, SHORT), ApacheHttp.TRUSTED_IDLE);
    server.reply(startThen("half", exchange -> exchange.hang(clock::pass)));

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
      clock.pass(Duration.ofMillis(200));
      letTheWatchdogLook();

      assertThat(exchange.readAll(100).text()).isEqualTo("two");
    }
  }

  @Test
  void limitsTheWaitForFirstOutputUntilItBegan() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    server.reply(startThen(": still here\n\n", exchange -> exchange.hang(clock::pass)));
    server.reply(
        startThen(
            "output",
            _ -> {
              began.await();
              clock.pass(SHORT.multipliedBy(2));
              letTheWatchdogLook();
            },
            Exchange::finish));

    assertFails(
        exchange -> exchange.read(new byte[100], 0, 100), get(SHORT, LONG), "another model");
    server.awaitClientGone(BOUND);
    try (HttpExchange exchange = http.send(get(SHORT, LONG))) {
      exchange.outputBegan();
      began.countDown();
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

      server.awaitClientGone(BOUND);
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

  /** At the clock as it is now, and not only as it was when a look began. */
  private void letTheWatchdogLook() throws InterruptedException {
    CountDownLatch looks = new CountDownLatch(2);
    Watchdog.Watched watched = _ -> looks.countDown();
    watchdog.watch(watched);
    assertThat(looks.await(1, TimeUnit.MINUTES)).isTrue();
    watchdog.forget(watched);
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
}
