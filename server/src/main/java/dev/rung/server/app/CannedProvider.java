package dev.rung.server.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server on loopback that says the same to whoever asks as OpenAI's clients do, in one piece or
 * as a stream, and to one prompt nothing until it is closed. What the {@link AotTraining} daemon
 * calls.
 */
final class CannedProvider implements AutoCloseable {
  /** The prompt that gets no answer. */
  static final String UNANSWERED = "Say nothing at all.";

  private static final String PIECE =
      """
      data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"canned","choices":[\
      {"index":0,"delta":{"content":"word "},"finish_reason":null}]}

      """;
  private static final String STREAM =
      PIECE.repeat(8)
          + """
          data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"canned","choices":[\
          {"index":0,"delta":{},"finish_reason":"stop"}]}

          data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"canned","choices":[],\
          "usage":{"prompt_tokens":9,"completion_tokens":8,"total_tokens":17}}

          data: [DONE]

          """;
  private static final String WHOLE =
      """
      {"id":"c","object":"chat.completion","created":1,"model":"canned","choices":[{"index":0,\
      "message":{"role":"assistant","content":"a canned answer"},"finish_reason":"stop"}],\
      "usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12}}
      """;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;

  /** Listens when this returns. */
  CannedProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/chat/completions", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (asked.contains(UNANSWERED)) {
        awaitClose();
        return;
      }
      boolean stream = asked.contains("\"stream\":true");
      byte[] body = (stream ? STREAM : WHOLE).getBytes(StandardCharsets.UTF_8);
      exchange
          .getResponseHeaders()
          .set("Content-Type", stream ? "text/event-stream" : "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
