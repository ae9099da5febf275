package dev.rung.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.call.Samples;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams in which nothing is said for long. */
final class KeepaliveTest {
  private static final String ALIVE = ": keep-alive\n\n";
  private static final String END = "data: [DONE]\n\n\r\n0\r\n\r\n";

  private final CountDownLatch first = new CountDownLatch(1);
  private final CountDownLatch second = new CountDownLatch(1);
  private final Door door = door(Duration.ofMillis(20));

  private static Door door(Duration keepalive) {
    return new Door(
        Door.settings(
            Door.PATIENCE,
            Door.PATIENCE,
            keepalive,
            Duration.ofSeconds(60),
            Duration.ofSeconds(30)));
  }

  @AfterEach
  void close() {
    first.countDown();
    second.countDown();
    door.close();
  }

  @Test
  void commentsComeBeforeTheFirstOutputAndBetweenTwo() {
    door.engine.generates((request, sink) -> {
      first.await();
      sink.accept(new Chunk.Delta("one"));
      second.await();
      sink.accept(new Chunk.Delta("two"));
      return Samples.answered(request, "onetwo");
    });
    try (RawClient client = door.raw().post(Door.PING_STREAM)) {
      String head = client.until(ALIVE);
      client.until(ALIVE);
      first.countDown();
      String one = client.until("\"one\"");
      client.until(ALIVE);
      second.countDown();
      String two = client.until(END);

      assertThat(head)
          .startsWith("HTTP/1.1 200 OK")
          .contains("text/event-stream", "x-rung-id")
          .doesNotContain("x-rung-model", "data:");
      assertThat(one).contains("\"role\":\"assistant\"");
      assertThat(two).contains("\"two\"", "\"finish_reason\":\"stop\"").doesNotContain("\"role\"");
    }
  }

  @Test
  void aFailureBeforeTheFirstCommentHasAStatusOfItsOwn() {
    try (Door patient = door(Door.PATIENCE)) {
      patient.engine.generates((request, sink) -> overloaded());

      HttpResponse<String> response = patient.chat(Door.PING_STREAM);

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.body()).contains("\"code\":\"overloaded\"");
    }
  }

  @Test
  void aFailureAfterACommentIsAnEvent() {
    door.engine.generates((request, sink) -> {
      first.await();
      return overloaded();
    });
    try (RawClient client = door.raw().post(Door.PING_STREAM)) {
      client.until(ALIVE);
      first.countDown();

      String rest = client.until("\r\n0\r\n\r\n");

      assertThat(rest)
          .contains("data: {\"error\":{", "\"code\":\"overloaded\"")
          .doesNotContain("[DONE]");
    }
  }

  @Test
  void theConnectionServesTheNextRequest() {
    door.engine.generates((request, sink) -> {
      first.await();
      return Samples.answered(request, "pong");
    });
    try (RawClient client = door.raw().post(Door.PING_STREAM)) {
      client.until(ALIVE);
      first.countDown();
      client.until(END);

      String second = client.post(Door.PING).until("\"pong\"");

      assertThat(second).startsWith("HTTP/1.1 200 OK").doesNotContain(ALIVE);
    }
  }

  private static Outcome overloaded() {
    return new Outcome.Failed(
        Refusal.of(Refusal.Reason.OVERLOADED, "as told"), Optional.empty(), Optional.empty());
  }
}
