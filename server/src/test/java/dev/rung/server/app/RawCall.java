package dev.rung.server.app;

import com.google.rpc.ErrorInfo;
import dev.rung.server.rpc.Errors;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Makes a call of any method with a message of no fields, and tells how it begins to be answered.
 */
final class RawCall {
  /** Instead of a reason where the call was let in, whatever came of it. */
  static final String ADMITTED = "ADMITTED";

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private RawCall() {}

  /** {@link #ADMITTED}, or code and reason of a call that was turned away. */
  static String outcome(Channel channel, String method, String... headers) {
    StatusRuntimeException end = make(channel, method, headers);
    Status.Code code = end.getStatus().getCode();
    return switch (code) {
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          code + " " + Errors.detail(end, ErrorInfo.class).map(ErrorInfo::getReason).orElse("?");
      default -> ADMITTED;
    };
  }

  private static StatusRuntimeException make(Channel channel, String method, String... shown) {
    ClientCall<byte[], byte[]> call =
        channel.newCall(
            MethodDescriptor.newBuilder(BYTES, BYTES)
                .setFullMethodName(method)
                .setType(MethodDescriptor.MethodType.UNKNOWN)
                .build(),
            CallOptions.DEFAULT.withDeadlineAfter(1, TimeUnit.MINUTES));
    CompletableFuture<StatusRuntimeException> end = new CompletableFuture<>();
    Metadata headers = new Metadata();
    Stream.of(shown).forEach(value -> headers.put(AUTHORIZATION, value));
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(byte[] message) {
            end.complete(Status.OK.asRuntimeException());
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            end.complete(status.asRuntimeException(trailers));
          }
        },
        headers);
    call.request(1);
    call.sendMessage(new byte[0]);
    call.halfClose();
    try {
      return end.get(1, TimeUnit.MINUTES);
    } catch (InterruptedException | ExecutionException | TimeoutException hangs) {
      throw new AssertionError(method, hangs);
    } finally {
      call.cancel("enough is known", null);
    }
  }

  private static final Marshaller<byte[]> BYTES =
      new Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
          return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
          return new byte[0];
        }
      };
}
