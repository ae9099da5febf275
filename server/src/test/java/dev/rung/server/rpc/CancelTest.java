package dev.rung.server.rpc;

import static dev.rung.server.time.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.rung.server.call.Samples;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal;
import dev.rung.server.record.RequestRecord;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.RouterGrpc;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers who go away or run out of time, and failures in the middle of an answer. */
final class CancelTest {
  private static final GenerateRequest PING =
      GenerateRequest.newBuilder().setPrompt("ping").build();

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private final Rig rig = new Rig(100, DEADLINE, Duration.ofSeconds(1));

  /** How the work of a request ended; true when it was interrupted. */
  private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

  private final CountDownLatch begun = new CountDownLatch(1);

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void cancellingAUnaryCallInterruptsItsWork() throws Exception {
    rig.engine.generates((request, sink) -> workForEver());
    var call =
        RouterGrpc.newFutureStub(rig.channel).withDeadlineAfter(1, TimeUnit.HOURS).generate(PING);
    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();

    call.cancel(true);

    assertThat(interrupted.get(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void cancellingAStreamInterruptsItsWork() throws Exception {
    rig.engine.generates((request, sink) -> {
      sink.accept(new Chunk.Delta("first"));
      return workForEver();
    });
    try (CancellableContext caller = Context.current().withCancellation()) {
      Iterator<GenerateChunk> chunks = caller.wrap(() -> rig.router().generateStream(PING)).call();
      assertThat(chunks.next().getDelta()).isEqualTo("first");
      assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();

      caller.cancel(null);

      assertThat(interrupted.get(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void hangingUpInterruptsTheWork() throws Exception {
    rig.engine.generates((request, sink) -> workForEver());
    var call =
        RouterGrpc.newFutureStub(rig.channel).withDeadlineAfter(1, TimeUnit.HOURS).generate(PING);
    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();

    rig.channel.shutdownNow();

    assertThat(interrupted.get(1, TimeUnit.MINUTES)).isTrue();
    assertThat(Errors.code(Errors.ofFuture(call))).isEqualTo(Code.UNAVAILABLE);
  }

  @Test
  void aClientThatGivesUpAllItsCallsAtOnceKeepsItsConnection() throws Exception {
    try (Rig busy = new Rig()) {
      int others = Rig.settings().maxCallsPerConnection() - 1;
      CountDownLatch asked = new CountDownLatch(1 + others);
      CountDownLatch gone = new CountDownLatch(others);
      CountDownLatch over = new CountDownLatch(1);
      busy.engine.generates((request, sink) -> {
        asked.countDown();
        try {
          over.await();
        } catch (InterruptedException stopped) {
          gone.countDown();
          throw stopped;
        }
        return Samples.answered(request, "pong");
      });
      var router = RouterGrpc.newFutureStub(busy.channel).withDeadlineAfter(1, TimeUnit.MINUTES);
      var kept = router.generate(PING);
      List<Future<GenerateResponse>> calls = new ArrayList<>();
      for (int i = 0; i < others; i++) {
        calls.add(router.generate(PING));
      }
      assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();

      calls.forEach(call -> call.cancel(true));

      assertThat(gone.await(1, TimeUnit.MINUTES)).isTrue();
      over.countDown();
      assertThat(kept.get(1, TimeUnit.MINUTES).getText()).isEqualTo("pong");
    }
  }

  @Test
  void theCallersDeadlineIsTheRequestsDeadline() throws Exception {
    rig.engine.generates((request, sink) -> workForEver());

    var call =
        RouterGrpc.newFutureStub(rig.channel)
            .withDeadlineAfter(2 * DEADLINE.toSeconds(), TimeUnit.SECONDS)
            .generate(PING);
    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
    Deadline deadline = rig.engine.asked().getFirst().deadline();
    assertThat(deadline.remaining()).isBetween(DEADLINE, DEADLINE.multipliedBy(2));

    rig.clock.pass(DEADLINE.multipliedBy(2));

    assertThat(Errors.code(Errors.ofFuture(call))).isEqualTo(Code.DEADLINE_EXCEEDED);
    assertThat(interrupted.get(1, TimeUnit.MINUTES)).isTrue();
    assertThat(deadline.isPast()).isTrue();
  }

  @Test
  void withoutACallersDeadlineTheServersOwnHolds() throws Exception {
    rig.engine.generates((request, sink) -> workForEver());

    var call = RouterGrpc.newFutureStub(rig.channel).generate(PING);
    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
    rig.clock.pass(DEADLINE);

    StatusRuntimeException error = Errors.ofFuture(call);
    assertThat(Errors.code(error)).isEqualTo(Code.DEADLINE_EXCEEDED);
    assertThat(Errors.info(error).getReason()).isEqualTo("DEADLINE");
    assertThat(interrupted.get(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void aStreamThatIsLateEndsWithAFinalErrorAndTheStatus() {
    rig.engine.generates((request, sink) -> {
      sink.accept(new Chunk.Delta("first"));
      return workForEver();
    });
    List<GenerateChunk> chunks = new ArrayList<>();

    Iterator<GenerateChunk> stream = rig.patientRouter().generateStream(PING);
    chunks.add(stream.next());
    rig.clock.pass(DEADLINE);
    StatusRuntimeException error = Errors.of(() -> stream.forEachRemaining(chunks::add));

    assertThat(Errors.code(error)).isEqualTo(Code.DEADLINE_EXCEEDED);
    assertThat(chunks).hasSize(2);
    assertThat(chunks.getLast().getFinal().getFinishReason())
        .isEqualTo(dev.rung.v1.FinishReason.ERROR);
  }

  @Test
  void aFailureAfterTheFirstDeltaEndsWithAFinalErrorAndTheStatus() {
    rig.engine.generates((request, sink) -> {
      sink.accept(new Chunk.Delta("half"));
      assertThat(sink.committed()).isTrue();
      return new Outcome.Failed(
          Refusal.of(Refusal.Reason.PROVIDERS_FAILED, "cut off"),
          Optional.of(Samples.answer(request, "half", FinishReason.ERROR)),
          Optional.of(Samples.DECISION));
    });
    List<GenerateChunk> chunks = new ArrayList<>();

    StatusRuntimeException error =
        Errors.of(() -> rig.router().generateStream(PING).forEachRemaining(chunks::add));

    assertThat(Errors.code(error)).isEqualTo(Code.UNAVAILABLE);
    assertThat(chunks).hasSize(2);
    var last = chunks.getLast().getFinal();
    assertThat(last.getFinishReason()).isEqualTo(dev.rung.v1.FinishReason.ERROR);
    assertThat(last.getText()).isEmpty();
    assertThat(last.getModel()).isEqualTo("mistral");
  }

  @Test
  void aFailureBeforeTheFirstDeltaHasNoFinal() {
    rig.engine.generates((request, sink) -> {
      assertThat(sink.committed()).isFalse();
      return new Outcome.Failed(
          Refusal.of(Refusal.Reason.NO_MODEL, "nobody"), Optional.empty(), Optional.empty());
    });
    List<GenerateChunk> chunks = new ArrayList<>();

    StatusRuntimeException error =
        Errors.of(() -> rig.router().generateStream(PING).forEachRemaining(chunks::add));

    assertThat(Errors.code(error)).isEqualTo(Code.UNAVAILABLE);
    assertThat(chunks).isEmpty();
  }

  @Test
  void aUnarySinkIsNeverCommitted() {
    rig.engine.generates((request, sink) -> {
      sink.accept(new Chunk.Delta("discarded by a failed attempt"));
      assertThat(sink.committed()).isFalse();
      return Samples.answered(request, "from the next one");
    });

    assertThat(rig.router().generate(PING).getText()).isEqualTo("from the next one");
  }

  @Test
  void aSinkRefusesOnceTheCallerIsGone() throws Exception {
    CompletableFuture<String> refusal = new CompletableFuture<>();
    rig.engine.generates((request, sink) -> {
      workForEver();
      try {
        sink.accept(new Chunk.Delta("nobody reads this"));
        refusal.complete("accepted");
      } catch (dev.rung.server.generate.CallerGoneException gone) {
        refusal.complete("refused");
      }
      return new Outcome.Cancelled(Optional.empty(), Optional.empty());
    });
    var call =
        RouterGrpc.newFutureStub(rig.channel).withDeadlineAfter(1, TimeUnit.HOURS).generate(PING);
    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();

    call.cancel(true);

    assertThat(refusal.get(1, TimeUnit.MINUTES)).isEqualTo("refused");
  }

  @Test
  void moreRequestsThanFitAreRefusedWithAWait() throws Exception {
    try (Rig small = new Rig(1, Duration.ofSeconds(60), Duration.ofSeconds(1))) {
      small.engine.generates((request, sink) -> workForEver());
      var first = RouterGrpc.newFutureStub(small.channel).generate(PING);
      assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();

      StatusRuntimeException error = Errors.of(() -> small.router().generate(PING));
      first.cancel(true);

      assertThat(Errors.code(error)).isEqualTo(Code.RESOURCE_EXHAUSTED);
      assertThat(Errors.info(error).getReason()).isEqualTo("OVERLOADED");
      assertThat(Errors.detail(error, com.google.rpc.RetryInfo.class)).isPresent();
      assertThat(small.unheard)
          .extracting(RequestRecord::error)
          .containsExactly(Optional.of("OVERLOADED"));
      assertThat(interrupted.get(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void roomIsGivenBack() {
    try (Rig small = new Rig(1, Duration.ofSeconds(60), Duration.ofSeconds(1))) {
      for (int i = 0; i < 50; i++) {
        small.engine.generates((request, sink) -> Samples.answered(request, "pong"));
        until("there is room", () -> isAnswered(small));
      }
    }
  }

  /** The room of a request is free a moment after its answer arrived, so one may come too early. */
  private static boolean isAnswered(Rig small) {
    try {
      return !ImmutableList.copyOf(small.router().generateStream(PING)).isEmpty();
    } catch (StatusRuntimeException full) {
      assertThat(Errors.code(full)).isEqualTo(Code.RESOURCE_EXHAUSTED);
      return false;
    }
  }

  private Outcome workForEver() {
    begun.countDown();
    try {
      new CountDownLatch(1).await();
      interrupted.complete(false);
    } catch (InterruptedException stopped) {
      interrupted.complete(true);
    }
    return new Outcome.Cancelled(Optional.empty(), Optional.empty());
  }
}
