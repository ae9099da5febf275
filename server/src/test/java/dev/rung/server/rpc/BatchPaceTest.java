package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.rung.server.batch.BatchSettings;
import dev.rung.server.call.Samples;
import dev.rung.server.generate.Outcome;
import dev.rung.server.time.Eventually;
import dev.rung.v1.GenerateBatchRequest;
import dev.rung.v1.GenerateBatchResult;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.RouterGrpc;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many items are at work at once, who waits for whom, and how batches are stopped. */
final class BatchPaceTest {
  private static final int PARALLEL = 3;
  private static final int MANY = 60;

  private final Rig rig =
      new Rig(
          64,
          new BatchSettings(PARALLEL, 1_000, 4, Duration.ofSeconds(60), Duration.ofSeconds(60)));
  private final AtomicInteger atWork = new AtomicInteger();
  private final AtomicInteger mostAtWork = new AtomicInteger();
  private final Semaphore begun = new Semaphore(0);
  private final Semaphore stopped = new Semaphore(0);
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void close() {
    release.countDown();
    rig.close();
  }

  @Test
  void oneTenantHasSoManyItemsAtWorkOverAllItsBatches() throws Exception {
    rig.engine.generates((request, sink) -> held(request));
    CompletableFuture<List<GenerateBatchResult>> first = sent(batch(MANY));
    CompletableFuture<List<GenerateBatchResult>> second = sent(batch(MANY));
    assertThat(begun.tryAcquire(PARALLEL, 1, TimeUnit.MINUTES)).isTrue();

    rig.engine.generates((request, sink) -> counted(request));
    String single =
        rig.router().generate(GenerateRequest.newBuilder().setPrompt("ping").build()).getText();
    boolean early = first.isDone() || second.isDone();
    mostAtWork.set(atWork.get());
    release.countDown();

    assertThat(single).isEqualTo("pong");
    assertThat(early).isFalse();
    assertThat(first.get(1, TimeUnit.MINUTES)).hasSize(MANY);
    assertThat(second.get(1, TimeUnit.MINUTES)).hasSize(MANY);
    assertThat(mostAtWork.get()).isEqualTo(PARALLEL);
  }

  @Test
  void aCallerMayAskForFewerAtOnceAndNotForMore() throws Exception {
    for (int asked : new int[] {1, 1_000}) {
      mostAtWork.set(0);
      rig.engine.generates((request, sink) -> counted(request));

      sent(batch(MANY).toBuilder().setMaxParallel(asked).build()).get(1, TimeUnit.MINUTES);

      assertThat(mostAtWork.get()).isBetween(1, Math.min(asked, PARALLEL));
    }
  }

  @Test
  void aSlowReaderStopsNewItemsAndGetsEverythingOnceItReads() throws Exception {
    String large = "x".repeat(100_000);
    AtomicInteger answered = new AtomicInteger();
    rig.engine.answersImmediately(request -> {
      answered.incrementAndGet();
      return Optional.of(Samples.answered(request, large));
    });
    AtomicInteger read = new AtomicInteger();
    CompletableFuture<Status> closed = new CompletableFuture<>();
    ClientCall<GenerateBatchRequest, GenerateBatchResult> call =
        rig.channel.newCall(RouterGrpc.getGenerateBatchMethod(), rig.router().getCallOptions());
    call.start(new Counting(call, read, closed), new Metadata());
    call.sendMessage(batch(500));
    call.halfClose();

    int begunWithoutReader = whenStill(answered, closed);
    call.request(1);

    assertThat(begunWithoutReader).isBetween(1, 100);
    assertThat(closed.get(60, TimeUnit.SECONDS).isOk()).isTrue();
    assertThat(read.get()).isEqualTo(500);
  }

  @Test
  void cancellingStopsEveryItemAtWorkAndBeginsNoOther() throws Exception {
    rig.engine.generates((request, sink) -> held(request));
    try (CancellableContext caller = Context.current().withCancellation()) {
      Iterator<GenerateBatchResult> _ =
          caller.wrap(() -> rig.router().generateBatch(batch(MANY))).call();
      assertThat(begun.tryAcquire(PARALLEL, 1, TimeUnit.MINUTES)).isTrue();

      caller.cancel(null);

      assertThat(stopped.tryAcquire(PARALLEL, 1, TimeUnit.MINUTES)).isTrue();
    }
    rig.engine.generates((request, sink) -> Samples.answered(request, "pong"));
    // The places are free again, and the items of the batch that was left do not come.
    assertThat(sent(batch(MANY)).get(1, TimeUnit.MINUTES)).hasSize(MANY);
    assertThat(rig.engine.asked()).hasSize(PARALLEL + MANY);
  }

  @Test
  void theDeadlineReachesEveryItemAtWork() throws Exception {
    rig.engine.generates((request, sink) -> held(request));

    StatusRuntimeException error = Eventually.inTime(Duration.ofMillis(500), this::lateBatch);

    assertThat(Errors.code(error)).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(stopped.tryAcquire(PARALLEL, 1, TimeUnit.MINUTES)).isTrue();
  }

  /** How a batch with so much time ends, if its items began in that. */
  private Optional<StatusRuntimeException> lateBatch(Duration time) {
    StatusRuntimeException late =
        Errors.of(() ->
            ImmutableList.copyOf(
                RouterGrpc.newBlockingStub(rig.channel)
                    .withDeadlineAfter(time.toMillis(), TimeUnit.MILLISECONDS)
                    .generateBatch(batch(MANY))));
    return begun.tryAcquire(PARALLEL) ? Optional.of(late) : Optional.empty();
  }

  @Test
  void itemsWhoseTurnComesInADrainAreRefusedAndThoseAtWorkFinish() throws Exception {
    rig.engine.generates((request, sink) -> held(request));
    CompletableFuture<List<GenerateBatchResult>> batch = sent(batch(10));
    assertThat(begun.tryAcquire(PARALLEL, 1, TimeUnit.MINUTES)).isTrue();
    CompletableFuture<Boolean> drained = CompletableFuture.supplyAsync(rig.server::drain);
    Eventually.until("new calls are refused", this::refusesNewCalls);

    release.countDown();
    List<GenerateBatchResult> results = batch.get(1, TimeUnit.MINUTES);

    assertThat(results).hasSize(10);
    assertThat(results).filteredOn(GenerateBatchResult::hasResponse).hasSize(PARALLEL);
    assertThat(results)
        .filteredOn(GenerateBatchResult::hasError)
        .allMatch(result -> result.getError().getReason().equals("SHUTTING_DOWN"));
    assertThat(rig.unheard)
        .filteredOn(line -> line.error().equals(Optional.of("SHUTTING_DOWN")))
        .hasSize(10 - PARALLEL);
    assertThat(drained.get(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void moreBatchesThanMayBeAreToldToComeAgain() throws Exception {
    rig.engine.generates((request, sink) -> held(request));
    // One tenant has half of four.
    CompletableFuture<List<GenerateBatchResult>> first = sent(batch(1));
    CompletableFuture<List<GenerateBatchResult>> second = sent(batch(1));
    assertThat(begun.tryAcquire(2, 1, TimeUnit.MINUTES)).isTrue();

    StatusRuntimeException third =
        Errors.of(() -> ImmutableList.copyOf(rig.router().generateBatch(batch(1))));
    release.countDown();

    assertThat(Errors.code(third)).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(rig.unheard)
        .singleElement()
        .satisfies(line -> assertThat(line.error()).contains("RATE_LIMITED"))
        .satisfies(line ->
            assertThat(line.id().value())
                .isEqualTo(Errors.info(third).getMetadataOrThrow("request_id")));
    assertThat(Errors.detail(third, com.google.rpc.RetryInfo.class)).isPresent();
    assertThat(first.get(1, TimeUnit.MINUTES)).hasSize(1);
    assertThat(second.get(1, TimeUnit.MINUTES)).hasSize(1);
    Eventually.until("a batch is let in again", this::letsABatchIn);
  }

  /** The place of a batch is free a moment after its end arrived. */
  private boolean letsABatchIn() {
    try {
      assertThat(ImmutableList.copyOf(rig.router().generateBatch(batch(1)))).hasSize(1);
      return true;
    } catch (StatusRuntimeException full) {
      assertThat(Errors.code(full)).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      return false;
    }
  }

  private boolean refusesNewCalls() {
    StatusRuntimeException error =
        Errors.of(() -> ImmutableList.copyOf(rig.router().generateBatch(batch(0))));
    return Errors.code(error) == Status.Code.UNAVAILABLE;
  }

  private Outcome held(dev.rung.server.generate.GenerateRequest request) {
    atWork.incrementAndGet();
    begun.release();
    try {
      release.await();
      return Samples.answered(request, "pong");
    } catch (InterruptedException interrupted) {
      stopped.release();
      return new Outcome.Cancelled(Optional.empty(), Optional.empty());
    } finally {
      atWork.decrementAndGet();
    }
  }

  private Outcome counted(dev.rung.server.generate.GenerateRequest request) {
    int now = atWork.incrementAndGet();
    mostAtWork.accumulateAndGet(now, Math::max);
    Thread.onSpinWait();
    atWork.decrementAndGet();
    return Samples.answered(request, "pong");
  }

  private CompletableFuture<List<GenerateBatchResult>> sent(GenerateBatchRequest batch) {
    return CompletableFuture.supplyAsync(
        () -> ImmutableList.copyOf(rig.router().generateBatch(batch)),
        task -> Thread.ofVirtual().start(task));
  }

  private static GenerateBatchRequest batch(int items) {
    return BatchTest.items(
        IntStream.range(0, items).mapToObj(Integer::toString).toArray(String[]::new));
  }

  /** What was counted once nothing more is for a while; the call must not have ended. */
  private static int whenStill(AtomicInteger counted, CompletableFuture<Status> end) {
    int before = -1;
    while (counted.get() == 0 || counted.get() != before) {
      before = counted.get();
      assertThatThrownBy(() -> end.get(200, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
    }
    return before;
  }

  /** Asks for the next message with each that it reads. */
  private static final class Counting extends ClientCall.Listener<GenerateBatchResult> {
    private final ClientCall<GenerateBatchRequest, GenerateBatchResult> call;
    private final AtomicInteger read;
    private final CompletableFuture<Status> closed;

    Counting(
        ClientCall<GenerateBatchRequest, GenerateBatchResult> call,
        AtomicInteger read,
        CompletableFuture<Status> closed) {
      this.call = call;
      this.read = read;
      this.closed = closed;
    }

    @Override
    public void onMessage(GenerateBatchResult result) {
      read.incrementAndGet();
      call.request(1);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      closed.complete(status);
    }
  }
}
