package dev.rung.server.provider.remote.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.provider.FailureKind;
import dev.rung.server.scripted.Exchange;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses that are too large, cut off, or none. */
@Timeout(300)
class HostileResponsesTest extends HttpCase {
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
}
