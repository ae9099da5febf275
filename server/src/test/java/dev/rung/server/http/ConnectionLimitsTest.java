package dev.rung.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.time.Eventually;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long connections may take, and how many there may be. */
final class ConnectionLimitsTest {
  private static final String HEALTH = Door.HEALTH;

  private Door door = new Door();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void aHeadThatTakesTooLongIsGivenUp() {
    impatient(Door.PATIENCE);
    try (RawClient client = door.raw().say("GET /healthz HTTP/1.1\r\nhost: loc")) {
      assertThat(client.rest()).startsWith("HTTP/1.1 408 ").contains("http_patience");
    }
  }

  @Test
  void aBodyThatTakesTooLongIsGivenUp() {
    impatient(Door.PATIENCE);
    try (RawClient client = door.raw()) {
      client.say("POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 10\r\n\r\n123");
      assertThat(client.rest()).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void anIdleConnectionIsClosedWithoutAWord() {
    impatient(Duration.ofMillis(250));

    try (RawClient client = door.raw()) {
      assertThat(client.rest()).isEmpty();
    }
    assertThat(Eventually.inTime(Duration.ofMillis(250), this::answerToWhoIsIdleThen))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("ok\n");
  }

  /** All that comes until the connection is closed; absent where it was idle before it asked. */
  private Optional<String> answerToWhoIsIdleThen(Duration idle) {
    impatient(idle);
    try (RawClient client = door.raw().say(HEALTH)) {
      return Optional.of(client.rest()).filter(answer -> !answer.isEmpty());
    } catch (UncheckedIOException reset) {
      return Optional.empty();
    }
  }

  @Test
  void moreConnectionsThanThereMayBeAreClosed() {
    List<RawClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 50; i++) {
        clients.add(door.raw());
        clients.getLast().say(HEALTH).until("ok\n");
      }
      assertThat(refused()).isTrue();

      clients.removeLast().close();
      Eventually.until("there is room for one more", () -> !refused());
    } finally {
      clients.forEach(RawClient::close);
    }
  }

  @Test
  void bodiesOfOneAddressTogetherHaveABound() {
    List<RawClient> clients = new ArrayList<>();
    try {
      long end = System.nanoTime() + Door.PATIENCE.toNanos();
      fill(clients);
      String response = ping();
      while (!response.startsWith("HTTP/1.1 503 ")) {
        // It came before the last of the bodies, and may have taken that one's place.
        assertThat(System.nanoTime()).as(response).isLessThan(end);
        clients.forEach(RawClient::close);
        clients.clear();
        fill(clients);
        response = ping();
      }

      clients.forEach(client -> assertThat(client.say(" ").until("}}")).contains("200 OK"));
      response = ping();
      while (!response.startsWith("HTTP/1.1 200 ")) {
        // An answer is sent before its room is free.
        assertThat(System.nanoTime()).as(response).isLessThan(end);
        response = ping();
      }
    } finally {
      clients.forEach(RawClient::close);
    }
  }

  /** What one address may have of the room for eight: six, each but for its last byte. */
  private void fill(List<RawClient> clients) {
    String body = Door.PING + " ".repeat(1024 * 1024 - Door.PING.length());
    for (int i = 0; i < 6; i++) {
      clients.add(door.raw());
      clients
          .getLast()
          .say(
              "POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-length: "
                  + body.length()
                  + "\r\n\r\n")
          .say(body.substring(0, body.length() - 1));
    }
    door.letItBeRead();
  }

  private String ping() {
    try (RawClient client = door.raw().post(Door.PING)) {
      return client.until("}}");
    }
  }

  private boolean refused() {
    try (RawClient client = door.raw().say(HEALTH)) {
      return client.rest(1).isEmpty();
    } catch (UncheckedIOException reset) {
      return true;
    }
  }

  private void impatient(Duration idle) {
    door.close();
    door =
        new Door(
            Door.settings(
                Duration.ofMillis(150), idle, Duration.ofSeconds(60), Duration.ofSeconds(1)));
  }
}
