package dev.rung.server.app;

import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateRequest;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A caller who opens a stream and reads nothing of it. */
final class SlowReader implements ClientResponseObserver<GenerateRequest, GenerateChunk> {
  private final CountDownLatch never = new CountDownLatch(1);
  private volatile @Nullable ClientCallStreamObserver<GenerateRequest> call;

  @Override
  public void beforeStart(ClientCallStreamObserver<GenerateRequest> stream) {
    stream.disableAutoRequestWithInitial(0);
    call = stream;
  }

  /** How far the count had come when it stood still for a second. */
  long awaitStall(AtomicLong count) throws InterruptedException {
    long before = -1;
    long now = count.get();
    while (now != before || now == 0) {
      before = now;
      if (never.await(1, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody ends the wait");
      }
      now = count.get();
    }
    return now;
  }

  void cancel() {
    Objects.requireNonNull(call).cancel("enough", null);
  }

  @Override
  public void onNext(GenerateChunk chunk) {}

  @Override
  public void onError(Throwable error) {}

  @Override
  public void onCompleted() {}
}
