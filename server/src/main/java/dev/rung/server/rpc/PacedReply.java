package dev.rung.server.rpc;

import com.google.protobuf.MessageLite;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Messages to one caller as fast as that one reads. Made on the event loop, before the service
 * method returns; one thread sends.
 */
final class PacedReply<T extends MessageLite> {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Reply<T> reply;
  private final Semaphore ready = new Semaphore(0);

  private PacedReply(Reply<T> reply) {
    this.reply = reply;
  }

  static <T extends MessageLite> PacedReply<T> to(StreamObserver<T> observer) {
    PacedReply<T> paced = new PacedReply<>(Reply.to(observer));
    paced.reply.onReady(paced.ready::release);
    return paced;
  }

  Reply<T> reply() {
    return reply;
  }

  /** Waits while the reader is slow; the call's time ends the wait by an interrupt. */
  void send(T message) throws InterruptedException {
    while (!reply.isReady()) {
      boolean _ = ready.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      ready.drainPermits();
    }
    reply.send(message);
  }
}
