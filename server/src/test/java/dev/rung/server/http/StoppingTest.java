package dev.rung.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.call.Samples;
import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Outcome;
import dev.rung.server.time.Eventually;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients who go away, read slowly or run out of time, and a server that stops. */
final class StoppingTest {
  private static final int MEBIBYTE = 1024 * 1024;
  private static final int PIECE = 4 * 1024;

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private final AtomicLong accepted = new AtomicLong();
  private Door door = new Door();

  @AfterEach
  void close() {
    release.countDown();
    door.close();
  }

  @Test
  void hangingUpInterruptsTheWorkForAWholeAnswer() throws Exception {
    door.engine.generates((request, sink) -> work());
    try (RawClient client = door.raw().post(Door.PING)) {
      assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
    }

    assertThat(end.get(1, TimeUnit.MINUTES)).isEqualTo("interrupted");
  }

  @Test
  void hangingUpInterruptsTheWorkForAStream() throws Exception {
    door.engine.generates((request, sink) -> {
      sink.accept(new Chunk.Delta("first"));
      return work();
    });
    try (RawClient client = door.raw().post(Door.PING_STREAM)) {
      client.until("first");
    }

    assertThat(end.get(1, TimeUnit.MINUTES)).isEqualTo("interrupted");
  }

  @Test
  void hangingUpIsNoticedBehindARequestThatWasSentAhead() throws Exception {
    door.engine.generates((request, sink) -> work());
    try (RawClient client = door.raw().post(Door.PING)) {
      assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
      client.post(Door.PING).post(Door.PING);
      door.letItBeRead();
    }

    assertThat(end.get(1, TimeUnit.MINUTES)).isEqualTo("interrupted");
  }

  @Test
  void hangingUpIsNoticedBehindMoreThanIsKept() throws Exception {
    door.engine.generates((request, sink) -> work());
    try (RawClient client = door.raw().post(Door.PING)) {
      assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
      client.post(Door.PING.replace("ping", "x".repeat(MEBIBYTE / 2)));
      door.letItBeRead();
    }

    assertThat(end.get(1, TimeUnit.MINUTES)).isEqualTo("interrupted");
  }

  @Test
  void moreThanIsKeptEndsTheConnectionWithTheLastRequestThatIsWhole() throws Exception {
    door.engine.generates((request, sink) -> {
      begun.countDown();
      assertThat(release.await(1, TimeUnit.MINUTES)).isTrue();
      return Samples.answered(request, "pong");
    });
    try (RawClient client = door.raw().post(Door.PING)) {
      assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
      client.post(Door.PING).post(Door.PING.replace("ping", "x".repeat(MEBIBYTE / 2)));
      door.letItBeRead();
      release.countDown();

      assertThat(client.rest().split("HTTP/1.1 200 OK", -1)).hasSize(3);
    }
    assertThat(door.engine.asked()).hasSize(2);
  }

  @Test
  void aSlowReaderHoldsTheProducerBackUntilItLeaves() throws Exception {
    door.engine.generates((request, sink) -> produce(sink, 64 * MEBIBYTE));
    long stalledAt;
    try (RawClient client = door.raw().post(Door.PING_STREAM)) {
      stalledAt = whenStill();
    }

    // What both kernel buffers take is part of it.
    assertThat(stalledAt).isBetween(1L, 2L * MEBIBYTE);
    assertThat(end.get(1, TimeUnit.MINUTES)).isEqualTo("stopped");
  }

  @Test
  void aReaderWhoCatchesUpGetsEverything() throws Exception {
    door.engine.generates((request, sink) -> produce(sink, 16 * MEBIBYTE));
    try (RawClient client = door.raw().post(Door.PING_STREAM)) {
      whenStill();

      String all = client.until("data: [DONE]\n\n\r\n0\r\n\r\n");

      assertThat(all.chars().filter(c -> c == 'x').count()).isGreaterThanOrEqualTo(16 * MEBIBYTE);
      assertThat(end.get()).isEqualTo("done");
    }
  }

  @Test
  void aRequestThatIsLateEndsWithAStatusAndItsWorkIsInterrupted() throws Exception {
    door.engine.generates((request, sink) -> work());

    HttpResponse<String> response =
        Eventually.inTime(Duration.ofMillis(200), this::answerToWhoseWorkIsLate);

    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(response.body()).contains("deadline_exceeded");
    assertThat(end.get(1, TimeUnit.MINUTES)).isEqualTo("interrupted");
  }

  /** Empty where the time was over before the work began. */
  private Optional<HttpResponse<String>> answerToWhoseWorkIsLate(Duration time) {
    HttpResponse<String> response = chatWithin(time, Door.PING);
    return begun.getCount() == 0 ? Optional.of(response) : Optional.empty();
  }

  private HttpResponse<String> chatWithin(Duration time, String body) {
    return door.chat(body, "x-rung-timeout-ms", Long.toString(time.toMillis()));
  }

  @Test
  void aStreamThatIsLateEndsWithAnError() {
    door.engine.generates((request, sink) -> {
      sink.accept(new Chunk.Delta("first"));
      return work();
    });

    String events = Eventually.inTime(Duration.ofMillis(200), this::streamThatBeginsWithin);

    assertThat(Door.events(events).toList().getLast()).contains("\"code\":\"deadline_exceeded\"");
  }

  /** Empty where the time was over before anything was sent. */
  private Optional<String> streamThatBeginsWithin(Duration time) {
    HttpResponse<String> response = chatWithin(time, Door.PING_STREAM);
    return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
  }

  @Test
  void moreRequestsThanFitAreRefusedWithAWait() throws Exception {
    try (Door small = new Door(Door.settings(), 1)) {
      small.engine.generates((request, sink) -> work());
      try (RawClient first = small.raw().post(Door.PING)) {
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();

        HttpResponse<String> response = small.chat(Door.PING);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("retry-after")).contains("1");
        assertThat(response.headers().firstValue("x-should-retry")).contains("true");
      }
      assertThat(end.get(1, TimeUnit.MINUTES)).isEqualTo("interrupted");
    }
  }

  @Test
  void drainingLetsRequestsFinishAndRefusesNewOnes() throws Exception {
    door.engine.generates((request, sink) -> {
      begun.countDown();
      release.await();
      return Samples.answered(request, "pong");
    });
    CompletableFuture<HttpResponse<String>> inFlight =
        CompletableFuture.supplyAsync(() -> door.chat(Door.PING));
    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();

    CompletableFuture<Boolean> drained = CompletableFuture.supplyAsync(door.server::drain);
    awaitRefusal();
    boolean early = drained.isDone();
    HttpResponse<String> refused = door.chat(Door.PING);
    release.countDown();

    assertThat(early).isFalse();
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("x-should-retry")).contains("true");
    assertThat(refused.body()).contains("shutting_down");
    assertThat(inFlight.get(1, TimeUnit.MINUTES).body()).contains("pong");
    assertThat(drained.get(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void requestsThatOutlastTheDrainAreStopped() throws Exception {
    door.close();
    door =
        new Door(
            Door.settings(
                Door.PATIENCE, Door.PATIENCE, Duration.ofSeconds(60), Duration.ofMillis(100)));
    door.engine.generates((request, sink) -> work());
    CompletableFuture<HttpResponse<String>> inFlight =
        CompletableFuture.supplyAsync(() -> door.chat(Door.PING));
    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();

    boolean finished = door.server.drain();

    assertThat(finished).isFalse();
    assertThat(inFlight.get(1, TimeUnit.MINUTES).body()).contains("shutting_down");
  }

  private void awaitRefusal() {
    Eventually.until("new requests are refused", () -> door.get("/healthz").statusCode() != 200);
  }

  private Outcome work() {
    begun.countDown();
    try {
      release.await();
      end.complete("released");
    } catch (InterruptedException stopped) {
      end.complete("interrupted");
    }
    return new Outcome.Cancelled(Optional.empty(), Optional.empty());
  }

  private Outcome produce(ChunkSink sink, int all) {
    String piece = "x".repeat(PIECE);
    try {
      for (int sent = 0; sent < all; sent += PIECE) {
        sink.accept(new Chunk.Delta(piece));
        accepted.addAndGet(PIECE);
      }
      end.complete("done");
      return Samples.answered(door.engine.asked().getLast(), "");
    } catch (CallerGoneException | InterruptedException stopped) {
      end.complete("stopped");
      return new Outcome.Cancelled(Optional.empty(), Optional.empty());
    }
  }

  /** What was accepted once nothing more is for a while; the producer must not have ended. */
  private long whenStill() throws Exception {
    long before = -1;
    while (accepted.get() == 0 || accepted.get() != before) {
      before = accepted.get();
      assertThatThrownBy(() -> end.get(200, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
    }
    return before;
  }
}
