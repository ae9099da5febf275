package dev.rung.server.rpc;

import io.grpc.Attributes;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds how many calls of a service one connection keeps open at once: health may be watched
 * without a key and without an end. Safe for several threads.
 */
final class Watches extends ServerTransportFilter implements ServerInterceptor {
  /** Twice as many as there are services to watch. */
  private static final int MOST = 16;

  private static final Attributes.Key<AtomicInteger> OPEN = Attributes.Key.create("watches");

  @Override
  public Attributes transportReady(Attributes attributes) {
    return attributes.toBuilder().set(OPEN, new AtomicInteger()).build();
  }

  @Override
  public <A, B> ServerCall.Listener<A> interceptCall(
      ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
    AtomicInteger open = call.getAttributes().get(OPEN);
    if (open == null) {
      return next.startCall(call, headers);
    }
    if (open.incrementAndGet() > MOST) {
      open.decrementAndGet();
      Ends.close(call, Statuses.tooManyWatches(MOST));
      return new ServerCall.Listener<>() {};
    }
    boolean begun = false;
    try {
      ServerCall.Listener<A> listener = next.startCall(call, headers);
      begun = true;
      return new Counted<>(listener, open);
    } finally {
      if (!begun) {
        open.decrementAndGet();
      }
    }
  }

  /** gRPC ends a call with exactly one of complete and cancel. */
  private static final class Counted<A> extends SimpleForwardingServerCallListener<A> {
    private final AtomicInteger open;

    Counted(ServerCall.Listener<A> listener, AtomicInteger open) {
      super(listener);
      this.open = open;
    }

    @Override
    public void onComplete() {
      open.decrementAndGet();
      super.onComplete();
    }

    @Override
    public void onCancel() {
      open.decrementAndGet();
      super.onCancel();
    }
  }
}
