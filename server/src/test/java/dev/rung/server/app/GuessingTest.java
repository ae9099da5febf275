package dev.rung.server.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.rung.server.rpc.Errors;
import dev.rung.v1.GenerateRequest;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One address that guesses keys, or takes more connections than it may, over sockets. */
@Timeout(600)
class GuessingTest {
  private static final GenerateRequest SUM =
      GenerateRequest.newBuilder().setPrompt("What is 12.5 * 3?").build();

  private static final Pattern CONTENT_LENGTH =
      Pattern.compile("content-length: ([0-9]+)", Pattern.CASE_INSENSITIVE);

  private static StatusRuntimeException tries(RunningDaemon daemon, String header) {
    daemon.show(header);
    return Errors.of(() -> daemon.router().generate(SUM));
  }

  private static HttpResponse<String> overHttp(RunningDaemon daemon, String header)
      throws Exception {
    int port = daemon.daemon().httpPort().orElseThrow();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/models"))
            .header("authorization", header)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void tooManyWrongKeysAreAnsweredWithAPauseAtEveryDoor() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.with("[server]\nmax_wrong_keys_per_minute = 3\n")) {
      String right = daemon.key("acme");
      String late = daemon.key("acme");
      daemon.show(right);
      assertThat(daemon.router().generate(SUM).getText()).isEqualTo("37.5");
      StatusRuntimeException first = tries(daemon, "Bearer rung_guess1");
      assertThat(overHttp(daemon, "Bearer rung_guess2").statusCode()).isEqualTo(401);
      assertThat(overHttp(daemon, "Bearer rung_guess3").statusCode()).isEqualTo(401);

      StatusRuntimeException stopped = tries(daemon, "Bearer rung_guess4");
      HttpResponse<String> stoppedToo = overHttp(daemon, "Bearer rung_guess5");

      assertThat(first.getStatus().getCode()).isEqualTo(Code.UNAUTHENTICATED);
      assertThat(stopped.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
      assertThat(Errors.detail(stopped, ErrorInfo.class).orElseThrow().getReason())
          .isEqualTo("TOO_MANY_WRONG_KEYS");
      assertThat(Errors.detail(stopped, RetryInfo.class).orElseThrow().getRetryDelay().getSeconds())
          .isBetween(0L, 60L);
      assertThat(stoppedToo.statusCode()).isEqualTo(429);
      assertThat(stoppedToo.headers().firstValue("retry-after")).isPresent();
      assertThat(stoppedToo.body()).contains("TOO_MANY_WRONG_KEYS");
      // A key that nobody showed from here before is not looked at either, whether right or not.
      assertThat(tries(daemon, late).getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
      // Who was let in from here before goes on.
      daemon.show(right);
      assertThat(daemon.router().generate(SUM).getText()).isEqualTo("37.5");
    }
  }

  @Test
  void connectionsOfOneAddressAreBoundedAtEachPortAndOthersAreLetIn() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.with("[server]\nmax_connections_per_address = 2\n")) {
      assertThat(daemon.router().generate(SUM).getText()).isEqualTo("37.5");
      RawHttp2 second = new RawHttp2(daemon.daemon().grpcPort());
      second.begin();

      try (RawHttp2 beyond = new RawHttp2(daemon.daemon().grpcPort())) {
        assertThat(beyond.isClosed()).isTrue();
      }
      int http = daemon.daemon().httpPort().orElseThrow();
      try (Socket one = from("127.0.0.1", http);
          Socket two = from("127.0.0.1", http)) {
        assertThat(answers(one)).isTrue();
        assertThat(answers(two)).isTrue();
        try (Socket three = from("127.0.0.1", http);
            Socket other = from("127.0.0.2", http)) {
          assertThat(three.getInputStream().read()).isEqualTo(-1);
          assertThat(answers(one)).isTrue();
          assertThat(answers(other)).isTrue();
        }
      }
      second.close();
      assertThat(daemon.router().generate(SUM).getText()).isEqualTo("37.5");
    }
  }

  private static Socket from(String address, int port) throws IOException {
    Socket socket = new Socket("127.0.0.1", port, InetAddress.getByName(address), 0);
    socket.setSoTimeout((int) RunningDaemon.PATIENCE.toMillis());
    return socket;
  }

  private static boolean answers(Socket socket) throws IOException {
    socket
        .getOutputStream()
        .write("GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n".getBytes(US_ASCII));
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("closed after: " + head);
      }
      head.append((char) next);
    }
    Matcher length = CONTENT_LENGTH.matcher(head);
    in.skipNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
    return head.toString().startsWith("HTTP/1.1 200");
  }
}
