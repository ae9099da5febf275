package dev.rung.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An OpenAI-compatible server in this process that streams tokens at a pace and sees when its
 * caller hangs up. Requests say in their text which they are: "number 7".
 */
final class PacedProvider implements AutoCloseable {
  private static final Pattern NUMBER = Pattern.compile("number ([0-9]+)");

  /** Requests from this number on are answered at once. */
  static final int QUICK = 1_000_000;

  private static final int BACKLOG = 8_192;

  private final ServerSocket listener;
  private final int tokens;
  private final Duration pace;
  private final Map<Integer, Long> hungUp = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();

  /**
   * Listens at once.
   *
   * @param tokens of each answer
   * @param pace between two of them
   */
  PacedProvider(int tokens, Duration pace) {
    this.tokens = tokens;
    this.pace = pace;
    try {
      this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** When the caller of each request hung up before its end, by {@link System#nanoTime()}. */
  Map<Integer, Long> hungUp() {
    return hungUp;
  }

  /** Most answers that were under way at once. */
  int mostOpen() {
    return mostOpen.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream(), 4_096)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      int length = MockProvider.contentLength(in);
      while (length >= 0) {
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        int number = number(body);
        Answer answer = new Answer(out, number < QUICK ? pace : Duration.ZERO);
        Thread writer = Thread.ofVirtual().start(answer);
        in.mark(1);
        if (!goesOn(in)) {
          if (!answer.whole) {
            hungUp.put(number, System.nanoTime());
          }
          writer.interrupt();
          return;
        }
        in.reset();
        writer.join();
        length = MockProvider.contentLength(in);
      }
    } catch (IOException | InterruptedException ended) {
      return;
    }
  }

  /** Whether another request follows; an answer that nobody reads on may come back as a reset. */
  private static boolean goesOn(InputStream in) {
    try {
      return in.read() >= 0;
    } catch (IOException reset) {
      return false;
    }
  }

  private static int number(String body) {
    Matcher number = NUMBER.matcher(body);
    if (!number.find()) {
      throw new IllegalStateException("a request without its number");
    }
    return Integer.parseInt(number.group(1));
  }

  /** One answer, on a thread of its own. */
  private final class Answer implements Runnable {
    private final OutputStream out;
    private final Duration pause;
    private volatile boolean whole;

    Answer(OutputStream out, Duration pause) {
      this.out = out;
      this.pause = pause;
    }

    @Override
    public void run() {
      mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
      try {
        out.write(MockProvider.STREAM_HEAD);
        for (int i = 0; i < tokens; i++) {
          if (i > 0 && pause.isPositive()) {
            Thread.sleep(pause);
          }
          out.write(MockProvider.EVENT);
        }
        whole = true;
        out.write(MockProvider.END);
      } catch (IOException | InterruptedException callerGone) {
        return;
      } finally {
        open.decrementAndGet();
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
