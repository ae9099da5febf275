package dev.rung.server.app;

import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateRequest;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A caller who opens a stream and reads nothing of it. */
final class SlowReader implements ClientResponseObserver<GenerateRequest, GenerateChunk> {
  private volatile @Nullable ClientCallStreamObserver<GenerateRequest> call;

  @Override
  public void beforeStart(ClientCallStreamObserver<GenerateRequest> stream) {
    stream.disableAutoRequestWithInitial(0);
    call = stream;
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
