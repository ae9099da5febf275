package dev.rung.server.scripted;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * One request and the raw means to answer it. Used by the thread that runs its {@link Reply}; every
 * write reaches the network at once, as one segment where it fits.
 */
public final class Exchange {
  private final ReceivedRequest request;
  private final Socket socket;
  private volatile boolean ended;

  Exchange(ReceivedRequest request, Socket socket) {
    this.request = request;
    this.socket = socket;
  }

  public ReceivedRequest request() {
    return request;
  }

  /** A whole response with a length. */
  public void respond(int status, Map<String, String> headers, String body) throws IOException {
    respond(status, headers, body.getBytes(UTF_8), 0, body.getBytes(UTF_8).length);
  }

  /** A whole response with a length; its body is a part of these bytes, and left out for a HEAD. */
  public void respond(int status, Map<String, String> headers, byte[] bytes, int offset, int length)
      throws IOException {
    ended = true;
    begin(status, headers, bytes, offset, length, length);
  }

  /** The start of a response with a length, and only so many bytes of it. */
  public void begin(
      int status, Map<String, String> headers, byte[] bytes, int offset, int length, int sent)
      throws IOException {
    String head = head(status, headers) + "Content-Length: " + length + "\r\n\r\n";
    byte[] start = head.getBytes(ISO_8859_1);
    int body = request.method().equals("HEAD") ? 0 : sent;
    byte[] all = new byte[start.length + body];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(bytes, offset, all, start.length, body);
    raw(all);
  }

  /** The head of a response whose body follows in pieces. */
  public void start(int status, Map<String, String> headers) throws IOException {
    raw((head(status, headers) + "Transfer-Encoding: chunked\r\n\r\n").getBytes(ISO_8859_1));
  }

  public void startEvents() throws IOException {
    start(200, Map.of("Content-Type", "text/event-stream"));
  }

  public void startLines() throws IOException {
    start(200, Map.of("Content-Type", "application/x-ndjson"));
  }

  /** A piece of the body. */
  public void write(String text) throws IOException {
    write(text.getBytes(UTF_8));
  }

  /** A piece of the body. */
  public void write(byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      return;
    }
    byte[] head = (Integer.toHexString(bytes.length) + "\r\n").getBytes(ISO_8859_1);
    byte[] all = new byte[head.length + bytes.length + 2];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(bytes, 0, all, head.length, bytes.length);
    all[all.length - 2] = '\r';
    all[all.length - 1] = '\n';
    raw(all);
  }

  /** One byte at a time, so long apart. */
  public void writeSlowly(String text, Duration between) throws IOException, InterruptedException {
    for (byte one : text.getBytes(UTF_8)) {
      write(new byte[] {one});
      pause(between);
    }
  }

  /** Bytes as they are, without any framing. */
  public void raw(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  /** Ends a body in pieces; the connection stays open for the next request. */
  public void finish() throws IOException {
    ended = true;
    raw("0\r\n\r\n".getBytes(ISO_8859_1));
  }

  /** Closes the connection, whatever was sent so far. */
  public void cut() throws IOException {
    ended = true;
    socket.close();
  }

  /** Resets the connection (TCP RST). */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    cut();
  }

  /** Never does anything again; ends when the client goes. */
  public void hang() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** Never does anything again while a test's clock goes on; ends when the client goes. */
  public void hang(Consumer<Duration> clock) throws InterruptedException {
    while (true) {
      pause(Duration.ofMillis(10), clock);
    }
  }

  /** Waits, unless the client goes. */
  public void pause(Duration duration) throws InterruptedException {
    Thread.sleep(duration);
  }

  /** Waits, unless the client goes, and lets a test's clock go on by as much. */
  public void pause(Duration duration, Consumer<Duration> clock) throws InterruptedException {
    pause(duration);
    clock.accept(duration);
  }

  /** Runs the reply; what it leaves open is cut, so that no client waits for a broken test. */
  void run(Reply reply) {
    try {
      reply.answer(this);
      if (!ended) {
        cut();
      }
    } catch (IOException | InterruptedException clientGoneOrClosed) {
      // The connection's reader sees that too, and tells the one from the other.
      return;
    }
  }

  boolean ended() {
    return ended;
  }

  private static String head(int status, Map<String, String> headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" Scripted\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    return head.toString();
  }
}
