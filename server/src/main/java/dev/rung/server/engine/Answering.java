package dev.rung.server.engine;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal;
import dev.rung.server.provider.Roster;
import dev.rung.server.select.Planned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Step 6 of the path: asks the candidates in order until one has answered, the deadline has passed
 * or the caller is gone.
 *
 * <p>Commit rule: once something reached the caller nobody else is asked; a later failure ends the
 * request with what was said so far. One request, one thread.
 */
final class Answering {
  private final Rooms rooms;
  private final GenerateRequest request;
  private final Decided decided;
  private final Attempting attempting;
  private final Repeating repeating;
  private final List<Planned> candidates;
  private final ChunkSink caller;
  private final long start;
  private final List<Tried> tries = new ArrayList<>();
  private Bill spent = Bill.NOTHING;

  Answering(
      Rooms rooms,
      EngineSettings settings,
      GenerateRequest request,
      Decided decided,
      ChunkSink caller,
      boolean stream,
      long start) {
    this.rooms = rooms;
    this.request = request;
    this.decided = decided;
    this.caller = caller;
    this.start = start;
    this.attempting = new Attempting(rooms, settings, request, stream, start);
    this.candidates = decided.plan().candidates();
    this.repeating = new Repeating(rooms.retries(), request, candidates);
  }

  Outcome answer(Roster roster) {
    for (int i = 0; i < candidates.size(); i++) {
      Optional<Outcome> outcome = ask(i, roster);
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    return failed(Optional.empty());
  }

  /** Asks one candidate, and again as often as that is worth its wait. */
  private Optional<Outcome> ask(int candidate, Roster roster) {
    boolean othersFollow = candidate + 1 < candidates.size();
    rooms.retries().called();
    for (int again = 0; ; again++) {
      if (request.deadline().isPast()) {
        return Optional.of(failed(Optional.empty()));
      }
      Optional<Outcome> outcome = attempt(candidates.get(candidate), roster, othersFollow);
      if (outcome.isPresent()) {
        return outcome;
      }
      Tried last = tries.getLast();
      Optional<Duration> wait = repeating.wait(last.end(), candidate, again);
      if (wait.isEmpty()) {
        return Optional.empty();
      }
      if (!waited(wait.get())) {
        return Optional.of(cancelled(last));
      }
    }
  }

  /** Whether the time passed; the caller may go away meanwhile. */
  private boolean waited(Duration time) {
    try {
      rooms.patience().pass(time);
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Optional<Outcome> attempt(Planned planned, Roster roster, boolean othersFollow) {
    Tried tried =
        leavesTooLittle(planned)
            ? overCostLimit(planned)
            : attempting.attempt(
                new Asked(planned, othersFollow, mayReduce(planned, othersFollow)),
                roster.provider(planned.model()),
                caller);
    tries.add(tried);
    spent = spent.plus(tried.bill());
    return switch (tried.end()) {
      case Tried.End.Answered answered ->
          Optional.of(
              new Outcome.Answered(answer(tried, answered.finishReason(), answered.shortfall())));
      case Tried.End.Gone gone -> Optional.of(cancelled(tried));
      case Tried.End.Failed failed ->
          caller.committed() ? Optional.of(failed(Optional.of(tried))) : Optional.empty();
      case Tried.End.OverBudget over -> Optional.empty();
      case Tried.End.OverCostLimit over -> Optional.empty();
      case Tried.End.Hindered hindered -> Optional.empty();
      case Tried.End.NoProvider none -> Optional.empty();
    };
  }

  /** Where nobody takes all of it, or this one was asked for by name. */
  private boolean mayReduce(Planned planned, boolean othersFollow) {
    boolean named = decided.plan().pinned().equals(Optional.of(planned.model().name()));
    return named || !othersFollow || planned.reduction().isPresent();
  }

  private boolean leavesTooLittle(Planned planned) {
    return !spent.cost().isZero()
        && request.limits().maxCost().isPresent()
        && spent.cost().plus(planned.bound()).isMoreThan(request.limits().maxCost().get());
  }

  private Tried overCostLimit(Planned planned) {
    AnswerSink nothing = new AnswerSink(caller, rooms.nanoTime(), start);
    return new Tried(
        planned,
        nothing,
        Duration.ZERO,
        Duration.ZERO,
        Bill.NOTHING,
        new Tried.End.OverCostLimit());
  }

  private Outcome cancelled(Tried tried) {
    Optional<Answer> partial =
        tried.said().isEmpty()
            ? Optional.empty()
            : Optional.of(answer(tried, FinishReason.CANCELLED, Shortfall.NONE));
    return new Outcome.Cancelled(
        partial, Optional.of(decision(Optional.of(tried.planned()), Shortfall.NONE)));
  }

  /**
   * @param committed the attempt that had already reached the caller
   */
  private Outcome failed(Optional<Tried> committed) {
    Refusal refusal = ChainFailure.refusal(request, tries);
    return new Outcome.Failed(
        refusal,
        committed.map(tried -> answer(tried, FinishReason.ERROR, Shortfall.NONE)),
        Optional.of(decision(committed.map(Tried::planned), Shortfall.NONE)));
  }

  private Answer answer(Tried tried, FinishReason finishReason, Shortfall shortfall) {
    Planned planned = tried.planned();
    return new Answer(
        request.id(),
        tried.said().text(),
        tried.said().toolCalls(),
        Optional.of(planned.model().name()),
        planned.model().tier(),
        planned.model().provider(),
        finishReason,
        spent.usage(),
        spent.cost(),
        Duration.ofNanos(rooms.nanoTime().getAsLong() - start),
        tried.said().firstToken(),
        false,
        decision(Optional.of(planned), shortfall));
  }

  private Decision decision(Optional<Planned> served, Shortfall shortfall) {
    return decided.after(tries.stream().map(Answering::attempt).toList(), served, shortfall);
  }

  private static Attempt attempt(Tried tried) {
    return new Attempt(
        tried.planned().model().name(),
        tried.planned().model().tier(),
        result(tried.end()),
        tried.error(),
        tried.latency(),
        tried.bill().cost());
  }

  private static Attempt.Result result(Tried.End end) {
    return switch (end) {
      case Tried.End.Answered answered -> Attempt.Result.ANSWERED;
      case Tried.End.Failed failed -> Attempt.Result.FAILED;
      case Tried.End.Gone gone -> Attempt.Result.CANCELLED;
      case Tried.End.OverBudget over -> Attempt.Result.REFUSED;
      case Tried.End.OverCostLimit over -> Attempt.Result.REFUSED;
      case Tried.End.Hindered hindered -> Attempt.Result.REFUSED;
      case Tried.End.NoProvider none -> Attempt.Result.REFUSED;
    };
  }
}
