package dev.rung.server.scripted;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptedProviderTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final ScriptedProvider provider = ScriptedProvider.start();

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void answersInOneResponseOrInEventsAsAsked() throws Exception {
    provider.openAi("Hel", "lo").openAi("Hel", "lo");

    String unary = exchange("/v1/chat/completions", "{\"stream\":false}");
    String events = exchange("/v1/chat/completions", "{\"stream\":true}");

    assertThat(unary).startsWith("HTTP/1.1 200").contains("\"content\":\"Hello\"");
    assertThat(events)
        .contains("text/event-stream", "\"content\":\"Hel\"", "\"content\":\"lo\"", "data: [DONE]")
        .endsWith("0\r\n\r\n");
  }

  @Test
  void remembersWhatItWasAsked() throws Exception {
    provider.openAi("x");

    exchange("/v1/chat/completions", "{\"stream\":false}");

    ReceivedRequest request = provider.awaitRequest(LIMIT).lastRequest();
    assertThat(request.path()).isEqualTo("/v1/chat/completions");
    assertThat(request.body()).isEqualTo("{\"stream\":false}");
    assertThat(request.header("X-Test")).contains("yes");
  }

  @Test
  void answersByPathBeforeTheScript() throws Exception {
    provider.at("/api/tags", Replies.ollamaTags("llama3.2:3b")).ollama("Hi");

    String tags = exchange("/api/tags", "");
    String chat = exchange("/api/chat", "{\"stream\":false}");

    assertThat(tags).contains("\"llama3.2:3b\"");
    assertThat(chat).contains("\"content\":\"Hi\"");
  }

  @Test
  void tellsWhenAClientHungUpEarly() throws Exception {
    provider.hang();

    try (Socket socket = connect()) {
      send(socket, "/", "{}");
      provider.awaitRequest(LIMIT);
    }

    provider.awaitClientGone(LIMIT);
    assertThat(provider.clientsGone()).isZero();
  }

  @Test
  void doesNotCallAClientGoneThatHadItsAnswer() throws Exception {
    provider.respond(200, "{}").hang();

    exchange("/", "{}");
    try (Socket socket = connect()) {
      send(socket, "/", "{}");
      provider.awaitRequest(LIMIT).awaitRequest(LIMIT);
    }

    provider.awaitClientGone(LIMIT);
    assertThat(provider.clientsGone()).isZero();
  }

  @Test
  void resetsAndCuts() throws Exception {
    provider.reset().reply(Replies.openAiCut("Hel"));

    assertThatThrownBy(() -> exchange("/", "{}")).isInstanceOf(SocketException.class);
    assertThat(exchange("/", "{}")).contains("\"Hel\"").doesNotEndWith("0\r\n\r\n");
  }

  private String exchange(String path, String body) throws IOException {
    try (Socket socket = connect()) {
      send(socket, path, body);
      return readResponse(socket);
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(provider.rootUrl().getHost(), provider.rootUrl().getPort());
    socket.setSoTimeout((int) LIMIT.toMillis());
    return socket;
  }

  private static void send(Socket socket, String path, String body) throws IOException {
    String request =
        "POST "
            + path
            + " HTTP/1.1\r\nX-Test: yes\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n";
    socket.getOutputStream().write((request + body).getBytes(UTF_8));
  }

  /** Up to the end of a body in chunks, of one with a length, or of the connection. */
  private static String readResponse(Socket socket) throws IOException {
    StringBuilder response = new StringBuilder();
    for (int b = socket.getInputStream().read(); b >= 0; b = socket.getInputStream().read()) {
      response.append((char) b);
      if (isWhole(response.toString())) {
        return response.toString();
      }
    }
    return response.toString();
  }

  private static boolean isWhole(String response) {
    int body = response.indexOf("\r\n\r\n");
    int length = response.indexOf("Content-Length: ");
    if (body < 0 || length < 0) {
      return body >= 0 && response.endsWith("\r\n0\r\n\r\n");
    }
    int end = response.indexOf('\r', length);
    return response.length() - body - 4 == Integer.parseInt(response, length + 16, end, 10);
  }
}
