package dev.rung.bench;

import dev.rung.v1.GenerateChunk;
import dev.rung.v1.RouterGrpc;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/** Many streams at once, each read on a virtual thread of its own. */
final class StreamCalls implements AutoCloseable {
  private static final long LONGEST_CLOSE = 5_000_000_000L;
  private static final String LAST = "[DONE]";

  /** One stream. */
  private interface Call {
    /** Reads it, and returns when the first token came and when all was there. */
    long[] read(int number) throws IOException;
  }

  /**
   * Nanoseconds from the call.
   *
   * @param first until the first token
   * @param whole until the end
   */
  record Times(Histogram first, Histogram whole) {}

  private final ManagedChannel channel;
  private final Call call;

  private StreamCalls(ManagedChannel channel, Call call) {
    this.channel = channel;
    this.call = call;
  }

  static StreamCalls ofRung(int port) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    return new StreamCalls(channel, number -> throughRung(channel, number));
  }

  static StreamCalls direct(int port) {
    ManagedChannel unused =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    return new StreamCalls(unused, number -> directly(port, number));
  }

  /**
   * Keeps so many going, each reader one after the other, and reads all to their end.
   *
   * @param from number of the first; the others follow
   * @param each how many one reader reads
   * @param over what time readers begin, evenly
   */
  Times together(int readers, int each, int from, Duration over)
      throws InterruptedException, ExecutionException {
    Times times = new Times(new SynchronizedHistogram(3), new SynchronizedHistogram(3));
    List<Future<?>> calls = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < readers; i++) {
        int reader = i;
        calls.add(
            threads.submit(() -> {
              Thread.sleep(over.multipliedBy(reader).dividedBy(readers));
              for (int k = 0; k < each; k++) {
                long start = System.nanoTime();
                long[] at = call.read(from + reader * each + k);
                times.first().recordValue(at[0] - start);
                times.whole().recordValue(at[1] - start);
              }
              return true;
            }));
      }
    }
    for (Future<?> one : calls) {
      one.get();
    }
    return times;
  }

  /**
   * Begins so many, some at once, and leaves each at its first token.
   *
   * @param hungUp when the provider saw callers leave
   * @return nanoseconds from leaving until the provider saw it, of those that it saw
   */
  Histogram aborted(int count, int together, Map<Integer, Long> hungUp)
      throws InterruptedException, ExecutionException {
    Histogram nanos = new SynchronizedHistogram(3);
    Semaphore free = new Semaphore(together);
    List<Future<?>> calls = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        int number = i;
        free.acquire();
        calls.add(
            threads.submit(() -> {
              try {
                long left = leave(number);
                awaitClose(hungUp, number, left + LONGEST_CLOSE)
                    .ifPresent(seen -> nanos.recordValue(Math.max(0, seen - left)));
                return true;
              } finally {
                free.release();
              }
            }));
      }
    }
    for (Future<?> each : calls) {
      each.get();
    }
    return nanos;
  }

  /** When the call was left. */
  private long leave(int number) throws Exception {
    try (Context.CancellableContext context = Context.current().withCancellation()) {
      Iterator<GenerateChunk> chunks =
          context.call(() ->
              RouterGrpc.newBlockingStub(channel).generateStream(PacedStreams.request(number)));
      chunks.next();
      long left = System.nanoTime();
      context.cancel(null);
      return left;
    }
  }

  private static OptionalLong awaitClose(Map<Integer, Long> hungUp, int number, long end) {
    while (!hungUp.containsKey(number) && System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
    Long seen = hungUp.get(number);
    return seen == null ? OptionalLong.empty() : OptionalLong.of(seen);
  }

  private static long[] throughRung(ManagedChannel channel, int number) {
    Iterator<GenerateChunk> chunks =
        RouterGrpc.newBlockingStub(channel).generateStream(PacedStreams.request(number));
    chunks.next();
    long first = System.nanoTime();
    int more = 0;
    while (chunks.hasNext()) {
      chunks.next();
      more++;
    }
    if (more == 0) {
      throw new IllegalStateException("a stream of one chunk");
    }
    return new long[] {first, System.nanoTime()};
  }

  private static long[] directly(int port, int number) throws IOException {
    String body =
        "{\"model\":\"mock\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\""
            + PacedStreams.request(number).getPrompt()
            + "\"}]}";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /v1/chat/completions HTTP/1.1\r\nHost: mock\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body)
              .getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[8_192];
      StringBuilder seen = new StringBuilder();
      long first = 0;
      while (seen.indexOf(LAST) < 0) {
        int read = in.read(buffer);
        if (read < 0) {
          throw new IOException("the provider hung up");
        }
        seen.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
        first = first == 0 && seen.indexOf("word") >= 0 ? System.nanoTime() : first;
      }
      return new long[] {first, System.nanoTime()};
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
