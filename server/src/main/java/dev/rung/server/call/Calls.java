package dev.rung.server.call;

import dev.rung.server.call.Running.Stop;
import dev.rung.server.engine.Engine;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal.Reason;
import dev.rung.server.generate.RequestId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The way of one request to the engine and back. What needs no waiting is answered on the thread
 * that brings it, everything else on a virtual thread. Safe for several threads.
 */
public record Calls(Engine engine, RequestIds ids, Workers workers, Unheard unheard) {

  /** The same way to another engine. */
  public Calls by(Engine other) {
    return new Calls(other, ids, workers, unheard);
  }

  /**
   * Answers, now or later; never throws and never waits.
   *
   * @param caller who asks, also where the request cannot be read
   * @param reading reads and checks the request
   */
  public void answer(RequestId id, Caller caller, Supplier<Reading> reading, Delivery delivery) {
    Bugs.run(
        id,
        why -> delivery.fail(id, Optional.empty(), why),
        () -> {
          switch (reading.get()) {
            case Reading.Invalid(var violations) -> {
              unheard.record(id, caller.tenant(), Reason.INVALID_REQUEST, delivery.stream());
              delivery.fail(id, Optional.empty(), new Unanswered.Invalid(violations));
            }
            case Reading.Valid(GenerateRequest request) -> answer(request, delivery);
          }
        });
  }

  private void answer(GenerateRequest request, Delivery delivery) {
    Optional<Outcome> immediate = engine.immediately(request);
    if (immediate.isEmpty()) {
      start(request, delivery, sink -> engine.generate(request, sink, delivery.stream()));
      return;
    }
    if (immediate.get() instanceof Outcome.Answered(Answer answer) && delivery.isSlow(answer)) {
      start(request, delivery, sink -> replay(answer, sink));
      return;
    }
    end(request, delivery, new Running(), immediate.get(), delivery::whole);
  }

  private void start(
      GenerateRequest request, Delivery delivery, Function<ChunkSink, Outcome> body) {
    RequestId id = request.id();
    Running running = new Running();
    ChunkSink sink = delivery.begin(running, request.deadline());
    Runnable work =
        () -> {
          Outcome outcome = running.work(() -> body.apply(sink));
          end(request, delivery, running, outcome, delivery::rest);
        };
    boolean started =
        workers.start(
            id,
            running,
            request.deadline().remaining(),
            () -> Bugs.run(id, why -> delivery.fail(id, Optional.empty(), why), work));
    if (!started) {
      if (!delivery.waitsForRoom()) {
        unheard.record(id, request.caller().tenant(), Reason.OVERLOADED, delivery.stream());
      }
      delivery.fail(id, Optional.empty(), new Unanswered.Full(workers.most()));
    }
  }

  private static Outcome replay(Answer answer, ChunkSink sink) {
    try {
      sink.comesFrom(answer.source());
      for (Chunk chunk : Pieces.of(answer)) {
        sink.accept(chunk);
      }
      return new Outcome.Answered(answer);
    } catch (CallerGoneException | InterruptedException gone) {
      return new Outcome.Cancelled(Optional.of(answer), Optional.of(answer.decision()));
    }
  }

  private static void end(
      GenerateRequest request,
      Delivery delivery,
      Running running,
      Outcome outcome,
      Consumer<Answer> answered) {
    RequestId id = request.id();
    switch (outcome) {
      case Outcome.Answered(Answer answer) -> answered.accept(answer);
      case Outcome.Rejected(var refusal, var decision) ->
          delivery.fail(id, Optional.empty(), new Unanswered.Refused(refusal, decision));
      case Outcome.Failed(var refusal, var partial, var decision) ->
          delivery.fail(id, partial, new Unanswered.Refused(refusal, decision));
      case Outcome.Cancelled(var partial, var decision) ->
          delivery.fail(id, partial, Unanswered.stopped(why(request, running), decision));
    }
  }

  /** A sink may have found the deadline past before the watchdog did. */
  private static Stop why(GenerateRequest request, Running running) {
    return running.stopped().orElse(request.deadline().isPast() ? Stop.LATE : Stop.CALLER_GONE);
  }
}
