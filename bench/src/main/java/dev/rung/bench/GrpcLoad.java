package dev.rung.bench;

import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.RouterGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;

/** Calls a Router over one connection. */
final class GrpcLoad implements AutoCloseable {
  private final ManagedChannel channel;

  GrpcLoad(int port) {
    this.channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().directExecutor().build();
  }

  /** One call after the other. */
  Histogram oneAtATime(GenerateRequest request, int calls) {
    RouterGrpc.RouterBlockingStub router = RouterGrpc.newBlockingStub(channel);
    Histogram nanos = new Histogram(3);
    for (int i = 0; i < calls; i++) {
      long start = System.nanoTime();
      GenerateResponse response = router.generate(request);
      nanos.recordValue(System.nanoTime() - start);
      check(response.getText());
    }
    return nanos;
  }

  /** One stream after the other; the time to the first delta. */
  Histogram firstTokens(GenerateRequest request, int calls) {
    RouterGrpc.RouterBlockingStub router = RouterGrpc.newBlockingStub(channel);
    Histogram nanos = new Histogram(3);
    for (int i = 0; i < calls; i++) {
      long start = System.nanoTime();
      Iterator<GenerateChunk> chunks = router.generateStream(request);
      check(chunks.next().getDelta());
      nanos.recordValue(System.nanoTime() - start);
      while (chunks.hasNext()) {
        chunks.next();
      }
    }
    return nanos;
  }

  /**
   * Keeps so many calls in flight until all are done.
   *
   * @return calls per second
   */
  double inFlight(GenerateRequest request, int width, int calls) throws InterruptedException {
    RouterGrpc.RouterStub router = RouterGrpc.newStub(channel);
    AtomicInteger left = new AtomicInteger(calls - width);
    CountDownLatch done = new CountDownLatch(calls);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    long start = System.nanoTime();
    for (int i = 0; i < width; i++) {
      router.generate(request, new Next(router, request, left, done, failure));
    }
    done.await();
    Throwable failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("a call failed", failed);
    }
    return calls / ((System.nanoTime() - start) / 1e9);
  }

  private static void check(String text) {
    if (text.isEmpty()) {
      throw new IllegalStateException("an answer without text");
    }
  }

  /** Starts another call when one has ended. */
  private record Next(
      RouterGrpc.RouterStub router,
      GenerateRequest request,
      AtomicInteger left,
      CountDownLatch done,
      AtomicReference<Throwable> failure)
      implements StreamObserver<GenerateResponse> {
    @Override
    public void onNext(GenerateResponse response) {
      check(response.getText());
    }

    @Override
    public void onError(Throwable error) {
      failure.set(error);
      onCompleted();
    }

    @Override
    public void onCompleted() {
      if (left.getAndDecrement() > 0) {
        router.generate(request, this);
      }
      done.countDown();
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
