package dev.rung.server.rpc;

import com.google.protobuf.MessageLite;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/**
 * The way back to one caller. One thread at a time; what comes after the end, or after the caller
 * went away, is dropped.
 */
final class Reply<T extends MessageLite> {
  /** Smaller messages grow, or hardly shrink, under gzip. */
  private static final int MIN_COMPRESSED_BYTES = 1024;

  private final ServerCallStreamObserver<T> out;
  private boolean ended;

  private Reply(ServerCallStreamObserver<T> out) {
    this.out = out;
  }

  /** The observer as gRPC's generated code hands it over. */
  static <T extends MessageLite> Reply<T> to(StreamObserver<T> observer) {
    ServerCallStreamObserver<T> out = (ServerCallStreamObserver<T>) observer;
    // With a handler, sending to a caller who just went away does nothing instead of throwing.
    out.setOnCancelHandler(() -> {});
    return new Reply<>(out);
  }

  /** Must be called before the service method returns, and once at most. */
  void onGone(Runnable handler) {
    out.setOnCancelHandler(handler);
  }

  /** Must be called before the service method returns, and once at most. */
  void onReady(Runnable handler) {
    out.setOnReadyHandler(handler);
  }

  /** Whether a message can be sent without piling up; any thread. */
  boolean isReady() {
    return out.isReady();
  }

  void send(T message) {
    if (ended || out.isCancelled()) {
      return;
    }
    out.setMessageCompression(message.getSerializedSize() >= MIN_COMPRESSED_BYTES);
    out.onNext(message);
  }

  void complete() {
    if (end()) {
      out.onCompleted();
    }
  }

  /** The only message, and the end. */
  void complete(T message) {
    send(message);
    complete();
  }

  void fail(StatusRuntimeException error) {
    if (end()) {
      out.onError(error);
    }
  }

  private boolean end() {
    boolean first = !ended && !out.isCancelled();
    ended = true;
    return first;
  }
}
