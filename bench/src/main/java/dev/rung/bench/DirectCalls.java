package dev.rung.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Calls a server that speaks as OpenAI does over kept connections: the mock provider without Rung,
 * or Rung itself. Safe for several threads; what measures calls one after the other.
 */
final class DirectCalls implements AutoCloseable {
  private static final int CONNECTIONS = 64;
  private static final byte[] END = "data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8);

  private final CloseableHttpClient client =
      HttpClients.custom()
          .setConnectionManager(
              PoolingHttpClientConnectionManagerBuilder.create()
                  .setMaxConnPerRoute(CONNECTIONS)
                  .setMaxConnTotal(CONNECTIONS)
                  .build())
          .build();
  private final String uri;

  DirectCalls(int port) {
    this.uri = "http://127.0.0.1:" + port + "/v1/chat/completions";
  }

  Histogram wholeAnswers(int calls) throws IOException {
    return measure(false, calls);
  }

  /**
   * Keeps so many calls in flight until all are done.
   *
   * @return calls per second
   */
  double inFlight(int width, int calls) throws InterruptedException, ExecutionException {
    return inFlight(width, calls, this::wholeAnswer);
  }

  /** The same of streams, each read to its end. */
  double streamsInFlight(int width, int calls) throws InterruptedException, ExecutionException {
    return inFlight(width, calls, this::stream);
  }

  /** One call, and what came back. */
  private interface OneCall {
    byte[] make() throws IOException;
  }

  private static double inFlight(int width, int calls, OneCall one)
      throws InterruptedException, ExecutionException {
    AtomicInteger left = new AtomicInteger(calls);
    long start = System.nanoTime();
    List<Future<Boolean>> callers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < width; i++) {
        callers.add(
            threads.submit(() -> {
              while (left.getAndDecrement() > 0) {
                one.make();
              }
              return true;
            }));
      }
    }
    for (Future<Boolean> caller : callers) {
      caller.get();
    }
    return calls / ((System.nanoTime() - start) / 1e9);
  }

  /** The time to the first byte of the first event. */
  Histogram firstTokens(int calls) throws IOException {
    return measure(true, calls);
  }

  /** The bytes of one whole answer. */
  byte[] wholeAnswer() throws IOException {
    return answer(false);
  }

  private byte[] stream() throws IOException {
    byte[] events = answer(true);
    int begin = events.length - END.length;
    if (begin < 0 || !Arrays.equals(events, begin, events.length, END, 0, END.length)) {
      throw new IOException("a stream without an end");
    }
    return events;
  }

  private byte[] answer(boolean stream) throws IOException {
    return client.execute(
        post(stream),
        response -> {
          check(response.getCode());
          return response.getEntity().getContent().readAllBytes();
        });
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
          check(response.getCode());
          return true;
        });
    if (!stream) {
      nanos.recordValue(System.nanoTime() - start);
    }
  }

  private static void check(int status) throws IOException {
    if (status != 200) {
      throw new IOException("status " + status);
    }
  }

  private HttpPost post(boolean stream) {
    HttpPost post = new HttpPost(uri);
    post.setEntity(new ByteArrayEntity(body(stream), ContentType.APPLICATION_JSON));
    return post;
  }

  private static byte[] body(boolean stream) {
    String body =
        "{\"model\":\"auto\",\"stream\":"
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
