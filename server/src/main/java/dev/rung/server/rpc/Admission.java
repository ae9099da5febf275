package dev.rung.server.rpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets calls in until the server drains, and knows how many are open: from their headers until the
 * last byte was handed to the connection or the caller is gone. Safe for several threads.
 *
 * <p>A caller who compresses gets compressed answers.
 */
final class Admission implements ServerInterceptor {
  private static final Metadata.Key<String> ENCODING =
      Metadata.Key.of("grpc-encoding", Metadata.ASCII_STRING_MARSHALLER);
  private static final String GZIP = "gzip";

  /** Opens when the last call has left after the close. */
  private final CountDownLatch idle = new CountDownLatch(1);

  private int open;
  private boolean closed;

  @Override
  public <A, B> ServerCall.Listener<A> interceptCall(
      ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
    if (!enter()) {
      Ends.close(call, Statuses.shuttingDown());
      return new ServerCall.Listener<>() {};
    }
    if (GZIP.equals(headers.get(ENCODING))) {
      call.setCompression(GZIP);
    }
    return new Counted<>(next.startCall(call, headers));
  }

  private synchronized boolean enter() {
    if (closed) {
      return false;
    }
    open++;
    return true;
  }

  private synchronized void leave() {
    open--;
    if (closed && open == 0) {
      idle.countDown();
    }
  }

  /** Lets nobody in from now on. */
  synchronized void close() {
    closed = true;
    if (open == 0) {
      idle.countDown();
    }
  }

  /** Whether it is closed and every call that was let in has ended, within this time. */
  boolean awaitIdle(Duration time) throws InterruptedException {
    return idle.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** gRPC ends a call with exactly one of complete and cancel. */
  private final class Counted<A> extends SimpleForwardingServerCallListener<A> {
    Counted(ServerCall.Listener<A> listener) {
      super(listener);
    }

    @Override
    public void onComplete() {
      leave();
      super.onComplete();
    }

    @Override
    public void onCancel() {
      leave();
      super.onCancel();
    }
  }
}
