package dev.rung.server.rpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;

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
    if (open == 0) {
      notifyAll();
    }
  }

  /** Lets nobody in from now on. */
  synchronized void close() {
    closed = true;
  }

  /** Whether every call that was let in ended within this time. */
  synchronized boolean awaitIdle(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (open > 0) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      // Rounded up: a wait of zero milliseconds would last for ever.
      wait(left / 1_000_000 + 1);
    }
    return true;
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
