package dev.rung.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.HdrHistogram.Histogram;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Calls the mock provider without Rung over kept connections. Safe for several threads; what
 * measures calls one after the other.
 */
final class DirectCalls implements AutoCloseable {
  private final CloseableHttpClient client = HttpClients.createDefault();
  private final String uri;

  DirectCalls(int port) {
    this.uri = "http://127.0.0.1:" + port + "/v1/chat/completions";
  }

  Histogram wholeAnswers(int calls) throws IOException {
    return measure(false, calls);
  }

  /** The time to the first byte of the first event. */
  Histogram firstTokens(int calls) throws IOException {
    return measure(true, calls);
  }

  /** The bytes of one whole answer. */
  byte[] wholeAnswer() throws IOException {
    return client.execute(
        post(false), response -> response.getEntity().getContent().readAllBytes());
  }

  private Histogram measure(boolean stream, int calls) throws IOException {
    Histogram nanos = new Histogram(3);
    for (int i = 0; i < calls; i++) {
      call(stream, nanos);
    }
    return nanos;
  }

  private void call(boolean stream, Histogram nanos) throws IOException {
    HttpPost post = post(stream);
    long start = System.nanoTime();
    client.execute(
        post,
        response -> {
          InputStream in = response.getEntity().getContent();
          if (stream) {
            in.read();
            nanos.recordValue(System.nanoTime() - start);
          }
          in.readAllBytes();
          return response.getCode();
        });
    if (!stream) {
      nanos.recordValue(System.nanoTime() - start);
    }
  }

  private HttpPost post(boolean stream) {
    HttpPost post = new HttpPost(uri);
    post.setEntity(new ByteArrayEntity(body(stream), ContentType.APPLICATION_JSON));
    return post;
  }

  private static byte[] body(boolean stream) {
    String body =
        "{\"model\":\"mock\",\"stream\":"
            + stream
            + ",\"messages\":[{\"role\":\"user\",\"content\":\""
            + MockedDaemon.request().getPrompt()
            + "\"}],\"max_tokens\":64}";
    return body.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
