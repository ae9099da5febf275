package dev.rung.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.call.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections: what is no request, and what comes one after the other. */
final class ConnectionTest {
  private static final String HEALTH = Door.HEALTH;

  private Door door = new Door();

  @AfterEach
  void close() {
    door.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'nonsense\r\n\r\n', 400",
    "'GET / HTTP/1.1\r\n\r\n', 400",
    "'GET / HTTP/1.1\r\nhost: localhost\r\nhost: localhost\r\n\r\n', 400",
    "'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 505",
    "'GET / HTTP/1.1\r\nhost : localhost\r\n\r\n', 400",
    "'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 99999999999\r\n\r\n', 413",
    "'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: -1\r\n\r\n', 400",
    "'POST / HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n', 400",
    "'POST / HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: xchunked\r\n\r\n', 501",
    "'POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n', 501",
    "'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n', 400",
    "'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 4\r\ncontent-length: 5\r\n\r\n', 400",
    "'GET / HTTP/1.1\r\nhost: a\r\nauthorization: Bearer a\r\nauthorization: Bearer b\r\n\r\n', 400",
    "'POST / HTTP/1.1\r\nhost: localhost\r\nexpect: magic\r\n\r\n', 417",
    "'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-encoding: gzip\r\n\r\n', 415",
    "'GET /healthz HTTP/2.0\r\nhost: localhost\r\n\r\n', 505",
    "'GET /healthz HTTP/9.9\r\nhost: localhost\r\n\r\n', 505",
    "'GET /healthz HTTP/0.9\r\nhost: localhost\r\n\r\n', 505",
    "'GET /healthz HTTP/11.1\r\nhost: localhost\r\n\r\n', 400",
    "'GET /healthz FTP/1.1\r\nhost: localhost\r\n\r\n', 400",
    "'GET /healthz HTTP/1.1\r\nhost: localhost\r\nx: a\r\n b\r\n\r\n', 400",
    "'GET /healthz HTTP/1.1\r\nhost: localhost\r\nx: a\r\n\tb\r\n\r\n', 400",
    "'GET /healthz HTTP/1.1\r\n host: localhost\r\n\r\n', 400",
    "'GET /healthz HTTP/1.1\nhost: localhost\n\n', 400",
  })
  void whatIsNoRequestIsRefusedAndTheConnectionCloses(String bytes, int status) {
    try (RawClient client = door.raw().say(bytes)) {
      String response = client.rest();

      assertThat(response)
          .startsWith("HTTP/1.1 " + status + " ")
          .contains("connection: close", "\"type\":\"invalid_request_error\"");
    }
    assertThat(door.engine.asked()).isEmpty();
  }

  @Test
  void aFoldedLineIsRefusedHoweverItComes() {
    String folded = "GET /healthz HTTP/1.1\r\nhost: localhost\r\nx: a\r\n b\r\n\r\n";
    try (RawClient client = door.raw()) {
      folded.chars().forEach(c -> client.say(Character.toString(c)));

      assertThat(client.rest()).startsWith("HTTP/1.1 400 ");
    }
    try (RawClient client = door.raw().say(HEALTH + HEALTH + folded)) {
      assertThat(client.until("ok\n")).startsWith("HTTP/1.1 200 ");
      assertThat(client.until("ok\n")).startsWith("HTTP/1.1 200 ");
      assertThat(client.rest()).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void aBodyMayHaveLinesThatBeginWithBlanks() {
    try (RawClient client = door.raw()) {
      client.post("\n \n\t" + Door.PING).until("\"ignored\":[]}}");

      assertThat(client.say(HEALTH).until("ok\n")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void onlyTheAnswerToHeadHasNoBody() {
    String head = "HEAD" + HEALTH.substring("GET".length());
    String consenting =
        "POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\nexpect: 100-continue\r\n"
            + "content-length: %d\r\n\r\n%s".formatted(Door.PING.length(), Door.PING);
    try (RawClient client = door.raw().say(consenting + head + HEALTH)) {
      assertThat(client.until("\"ignored\":[]}}")).contains("HTTP/1.1 200 ", "pong");

      assertThat(client.until("ok\n"))
          .containsSubsequence("HTTP/1.1 200 ", "content-length: 3", "HTTP/1.1 200 ");
    }
  }

  @Test
  void headsThatAreTooLargeAreRefused() {
    try (RawClient client = door.raw()) {
      client.say("GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nhost: localhost\r\n\r\n");
      assertThat(client.rest()).startsWith("HTTP/1.1 414 ");
    }
    try (RawClient client = door.raw()) {
      client.say(
          "GET / HTTP/1.1\r\nhost: localhost\r\n" + ("a: " + "x".repeat(990) + "\r\n").repeat(20));
      assertThat(client.rest()).startsWith("HTTP/1.1 431 ");
    }
  }

  @Test
  void aBodyThatGrowsTooLargeIsRefusedWhileItIsSent() {
    try (RawClient client = door.raw()) {
      client.say(
          "POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n");
      String chunk = "10000\r\n" + "x".repeat(65_536) + "\r\n";
      for (int i = 0; i < 17; i++) {
        client.say(chunk);
      }

      assertThat(client.rest()).startsWith("HTTP/1.1 413 ").contains("max_message_bytes");
    }
  }

  @Test
  void aBodyInChunksAfterAWaitForConsentIsTaken() {
    try (RawClient client = door.raw()) {
      client.say(
          """
          POST /v1/chat/completions HTTP/1.1\r
          host: localhost\r
          expect: 100-continue\r
          transfer-encoding: chunked\r
          connection: close\r
          \r
          """);
      client.until("HTTP/1.1 100 Continue\r\n\r\n");
      for (char c : Door.PING.toCharArray()) {
        client.say("1\r\n" + c + "\r\n");
      }

      assertThat(client.say("0\r\n\r\n").rest()).startsWith("HTTP/1.1 200 ").contains("pong");
    }
  }

  @Test
  void aConnectionServesOneRequestAfterTheOther() {
    try (RawClient client = door.raw()) {
      for (int i = 0; i < 3; i++) {
        client.post(Door.PING).until("\"ignored\":[]}}");
        client.say(HEALTH).until("ok\n");
      }
      client.post(Door.PING_STREAM).until("[DONE]\n\n\r\n0\r\n\r\n");

      assertThat(client.say(HEALTH).until("ok\n")).startsWith("HTTP/1.1 200 ");
    }
  }

  /** As nginx asks unless it is told otherwise. */
  @Test
  void aStreamForAnOlderClientEndsWithTheConnectionAndHasNoChunks() {
    String body = Door.PING_STREAM;
    try (RawClient client = door.raw()) {
      client.say(
          "POST /v1/chat/completions HTTP/1.0\r\nconnection: keep-alive\r\nhost: localhost\r\n"
              + "content-length: %d\r\n\r\n%s".formatted(body.length(), body));

      assertThat(client.rest())
          .contains("connection: close\r\n", "\r\n\r\ndata: {\"id\"")
          .doesNotContain("transfer-encoding")
          .endsWith("data: [DONE]\n\n");
    }
  }

  @Test
  void requestsThatAreSentAheadAreAnsweredInTheirOrder() {
    door.engine.generates((request, sink) ->
        Samples.answered(request, "to " + request.prompt().messages().getFirst().text()));
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      String body = Door.PING.replace("ping", "number" + i + ".");
      all.append("POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-length: ")
          .append(body.length())
          .append(i == 19 ? "\r\nconnection: close\r\n\r\n" : "\r\n\r\n")
          .append(body);
    }
    try (RawClient client = door.raw().say(all.toString())) {
      List<String> found =
          Pattern.compile("to (number[0-9]+)\\.")
              .matcher(client.rest())
              .results()
              .map(match -> match.group(1))
              .toList();

      assertThat(found).hasSize(20).startsWith("number0", "number1").endsWith("number19");
    }
  }

  @Test
  void aPortThatIsTakenSaysWhatToChange() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HttpSettings usual = Door.settings();
      HttpSettings settings =
          new HttpSettings(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort()),
              usual.maxBodyBytes(),
              usual.maxHeaderBytes(),
              usual.maxTextBytes(),
              usual.maxConnections(),
              usual.maxConnectionsOfOne(),
              usual.patience(),
              usual.idle(),
              usual.keepalive(),
              usual.handshake(),
              usual.defaultDeadline(),
              usual.drainTimeout());

      assertThatThrownBy(() -> new Door(settings))
          .hasMessageContaining(":" + taken.getLocalPort() + " for OpenAI clients")
          .hasMessageContaining("server.http_address")
          .hasMessageContaining("RUNG_SERVER_HTTP_ADDRESS");
    }
  }

  @Test
  void aTemplateNeedsNoOtherThread() {
    door.engine.answersImmediately(request -> Optional.of(Samples.answered(request, "at once")));
    try (RawClient client = door.raw()) {
      for (int i = 0; i < 5; i++) {
        client.post(Door.PING).until("\"ignored\":[]}}");
      }

      assertThat(client.say(HEALTH).until("ok\n")).startsWith("HTTP/1.1 200 ");
    }
  }
}
