package dev.rung.bench;

import dev.rung.v1.GenerateBatchRequest;
import dev.rung.v1.GenerateBatchResult;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.RouterGrpc;
import dev.rung.v1.RoutingDecision;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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
    return inFlight(
        new InFlight<GenerateResponse>(
            (number, answers) -> router.generate(request, answers),
            response -> check(response.getText()),
            calls),
        width);
  }

  /** Keeps so many streams in flight until all have ended. */
  double streamsInFlight(GenerateRequest request, int width, int calls)
      throws InterruptedException {
    RouterGrpc.RouterStub router = RouterGrpc.newStub(channel);
    return inFlight(
        new InFlight<GenerateChunk>(
            (number, answers) -> router.generateStream(request, answers), chunk -> {}, calls),
        width);
  }

  /**
   * Sends a batch and reads all of its results.
   *
   * @return items per second
   */
  double batch(GenerateBatchRequest batch) {
    long start = System.nanoTime();
    Iterator<GenerateBatchResult> results =
        RouterGrpc.newBlockingStub(channel).generateBatch(batch);
    int count = 0;
    while (results.hasNext()) {
      check(results.next().getResponse().getText());
      count++;
    }
    if (count != batch.getItemsCount()) {
      throw new IllegalStateException(count + " results");
    }
    return count / ((System.nanoTime() - start) / 1e9);
  }

  /** The same for decisions about these requests, one after the other and again. */
  double routesInFlight(List<GenerateRequest> requests, int width, int calls)
      throws InterruptedException {
    RouterGrpc.RouterStub router = RouterGrpc.newStub(channel);
    return inFlight(
        new InFlight<RoutingDecision>(
            (number, answers) -> router.route(requests.get(number % requests.size()), answers),
            decision -> check(decision.getReason()),
            calls),
        width);
  }

  private static double inFlight(InFlight<?> load, int width) throws InterruptedException {
    long start = System.nanoTime();
    load.run(width);
    return load.calls / ((System.nanoTime() - start) / 1e9);
  }

  private static void check(String text) {
    if (text.isEmpty()) {
      throw new IllegalStateException("an answer without text");
    }
  }

  /** Starts another call when one has ended. */
  private static final class InFlight<T> implements StreamObserver<T> {
    private final BiConsumer<Integer, StreamObserver<T>> call;
    private final Consumer<T> check;
    private final int calls;
    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch done;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    InFlight(BiConsumer<Integer, StreamObserver<T>> call, Consumer<T> check, int calls) {
      this.call = call;
      this.check = check;
      this.calls = calls;
      this.done = new CountDownLatch(calls);
    }

    void run(int width) throws InterruptedException {
      for (int i = 0; i < width; i++) {
        next();
      }
      done.await();
      Throwable failed = failure.get();
      if (failed != null) {
        throw new IllegalStateException("a call failed", failed);
      }
    }

    /** After a failure no more: one that comes at once would call the next from within the last. */
    private void next() {
      int number = begun.getAndIncrement();
      if (number < calls && failure.get() == null) {
        call.accept(number, this);
      }
    }

    @Override
    public void onNext(T response) {
      check.accept(response);
    }

    @Override
    public void onError(Throwable error) {
      failure.set(error);
      while (done.getCount() > 0) {
        done.countDown();
      }
    }

    @Override
    public void onCompleted() {
      next();
      done.countDown();
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
