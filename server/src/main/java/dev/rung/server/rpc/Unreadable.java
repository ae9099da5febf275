package dev.rung.server.rpc;

import io.grpc.BindableService;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;

/**
 * Answers bytes that are no message with INVALID_ARGUMENT, and a message that unpacks above the
 * bound with RESOURCE_EXHAUSTED. Left to itself gRPC answers UNKNOWN and logs each as its own bug.
 */
final class Unreadable implements ServerInterceptor {

  /** The service with its messages parsed below this interceptor, where it can see them fail. */
  static ServerServiceDefinition guard(BindableService service) {
    return ServerInterceptors.intercept(
        ServerInterceptors.useMarshalledMessages(service.bindService(), new Bytes()),
        new Unreadable());
  }

  @Override
  public <A, B> ServerCall.Listener<A> interceptCall(
      ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      private boolean refused;

      @Override
      public void onMessage(A message) {
        try {
          super.onMessage(message);
        } catch (StatusRuntimeException unreadable) {
          refused = true;
          Ends.close(call, Statuses.unreadable(unreadable));
        }
      }

      @Override
      public void onHalfClose() {
        if (!refused) {
          super.onHalfClose();
        }
      }
    };
  }

  /** Messages as the transport has them; handed on without a copy. */
  private static final class Bytes implements Marshaller<InputStream> {
    @Override
    public InputStream stream(InputStream value) {
      return value;
    }

    @Override
    public InputStream parse(InputStream stream) {
      return stream;
    }
  }
}
