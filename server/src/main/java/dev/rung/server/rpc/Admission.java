package dev.rung.server.rpc;

import dev.rung.server.call.Gate;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/**
 * Lets calls in as long as the gate does: they are inside from their headers until the last byte
 * was handed to the connection or the caller is gone. Safe for several threads.
 *
 * <p>A caller who compresses gets compressed answers.
 */
final class Admission implements ServerInterceptor {
  private static final Metadata.Key<String> ENCODING =
      Metadata.Key.of("grpc-encoding", Metadata.ASCII_STRING_MARSHALLER);
  private static final String GZIP = "gzip";

  private final Gate gate;

  Admission(Gate gate) {
    this.gate = gate;
  }

  @Override
  public <A, B> ServerCall.Listener<A> interceptCall(
      ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
    if (!gate.enter()) {
      Ends.close(call, Statuses.shuttingDown());
      return new ServerCall.Listener<>() {};
    }
    if (GZIP.equals(headers.get(ENCODING))) {
      call.setCompression(GZIP);
    }
    return new Counted<>(started(call, headers, next));
  }

  /** A call whose start fails is inside no more: nobody would hear of its end. */
  private <A, B> ServerCall.Listener<A> started(
      ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
    boolean begun = false;
    try {
      ServerCall.Listener<A> listener = next.startCall(call, headers);
      begun = true;
      return listener;
    } finally {
      if (!begun) {
        gate.leave();
      }
    }
  }

  /** gRPC ends a call with exactly one of complete and cancel. */
  private final class Counted<A> extends SimpleForwardingServerCallListener<A> {
    Counted(ServerCall.Listener<A> listener) {
      super(listener);
    }

    @Override
    public void onComplete() {
      gate.leave();
      super.onComplete();
    }

    @Override
    public void onCancel() {
      gate.leave();
      super.onCancel();
    }
  }
}
