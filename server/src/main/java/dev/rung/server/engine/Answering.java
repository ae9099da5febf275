package dev.rung.server.engine;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal;
import dev.rung.server.guard.Hindrance;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Roster;
import dev.rung.server.select.Planned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Step 6 of the path: asks the candidates in order until one has answered, the deadline has passed
 * or the caller is gone.
 *
 * <p>Commit rule: once something reached the caller nobody else is asked; a later failure ends the
 * request with what was said so far. One request, one thread.
 */
final class Answering {
  private static final int NOBODY = -1;

  private final Rooms rooms;
  private final GenerateRequest request;
  private final Decided decided;
  private final Attempting attempting;
  private final Repeating repeating;
  private final Candidates candidates;
  private final ChunkSink caller;
  private final long start;
  private final Passing passing;
  private final Hedging hedging;
  private final List<Tried> tries = new ArrayList<>();
  private int alreadyAsked = NOBODY;
  private Bill spent = Bill.NOTHING;
  private Optional<Money> allowed;

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
    this.allowed = request.limits().maxCost();
    this.decided = decided;
    this.caller = caller;
    this.start = start;
    this.attempting = new Attempting(rooms, settings, request, stream, start);
    this.candidates = new Candidates(decided.plan());
    this.repeating = new Repeating(rooms.retries(), request, candidates);
    this.passing = new Passing(request, candidates);
    // An answer that is held until it is checked comes as a whole.
    boolean streams = stream && request.prompt().responseSchema().isEmpty();
    this.hedging = new Hedging(rooms.hedges(), request, candidates, streams);
  }

  Outcome answer(Roster roster) {
    for (int i = 0; i < candidates.size(); i++) {
      if (i == alreadyAsked) {
        continue;
      }
      Optional<String> why = passing.why(i, tries, roster);
      if (why.isPresent()) {
        noted(notCalled(candidates.get(i), new Tried.End.PassedOver(why.get())));
        continue;
      }
      Optional<Outcome> outcome = ask(i, roster);
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    return failed(Optional.empty());
  }

  /** Asks one candidate, and again as often as that is worth its wait. */
  private Optional<Outcome> ask(int candidate, Roster roster) {
    KeyTurns keys = keys(candidate, roster);
    rooms.retries().called();
    for (int again = 0; ; ) {
      if (request.deadline().isPast()) {
        return Optional.of(failed(Optional.empty()));
      }
      Tried last =
          again == 0
              ? first(candidate, roster, keys)
              : noted(attempt(candidate, roster, keys, caller));
      Optional<Outcome> outcome = outcome(last);
      if (outcome.isPresent() || candidate + 1 == alreadyAsked) {
        return outcome;
      }
      if (keys.goesOn(last)) {
        continue;
      }
      Optional<Duration> wait = repeating.wait(last.end(), candidate, again++);
      if (wait.isEmpty()) {
        return Optional.empty();
      }
      if (!waited(wait.get())) {
        return Optional.of(cancelled(last));
      }
      keys.again();
    }
  }

  /** The first attempt at a candidate, with another beside it where this one is slow to begin. */
  private Tried first(int candidate, Roster roster, KeyTurns keys) {
    Optional<Hedging.Second> second = hedging.second(candidate, spent.cost(), keys::hasSecond);
    if (second.isEmpty()) {
      return noted(attempt(candidate, roster, keys, caller));
    }
    Hedging.Second beside = second.get();
    int other = beside.anotherKey() ? candidate : candidate + 1;
    Race.Ran ran =
        new Race(caller, request.deadline())
            .run(
                (sink, judged) -> attempt(candidate, roster, keys, sink, judged),
                beside.patience(),
                rooms.hedges()::take,
                (sink, judged) -> {
                  KeyTurns others = beside.anotherKey() ? keys.beside() : keys(other, roster);
                  return attempt(other, roster, others, sink, judged);
                });
    ran.tries().forEach(this::noted);
    if (ran.tries().size() > 1) {
      if (beside.anotherKey()) {
        ran.tries().forEach(keys::tried);
      } else if (!(ran.tries().getLast().end() instanceof Tried.End.Outrun)) {
        // Who was only stopped for the first one's sake may answer still where that one fails.
        alreadyAsked = other;
      }
    }
    return ran.decisive();
  }

  private Tried noted(Tried tried) {
    tries.add(tried);
    Planned planned = tried.planned();
    if (!planned.lastResort()
        && isHeldBackByBreaker(tried)
        && rooms.guard().isLastResort(planned.model().name())) {
      candidates.addLastResort(planned);
    }
    spent = spent.plus(tried.bill());
    return tried;
  }

  /** It opened since the plan was made, or another call is its trial. */
  private static boolean isHeldBackByBreaker(Tried tried) {
    return tried.end() instanceof Tried.End.Hindered(var why)
        && why.kind() == Hindrance.Kind.BREAKER;
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

  private KeyTurns keys(int candidate, Roster roster) {
    Model model = candidates.get(candidate).model();
    return new KeyTurns(rooms.keys(), model, roster.keys(model));
  }

  private Tried attempt(int candidate, Roster roster, KeyTurns keys, ChunkSink sink) {
    return attempt(candidate, roster, keys, sink, UnaryOperator.identity());
  }

  private Tried attempt(
      int candidate, Roster roster, KeyTurns keys, ChunkSink sink, UnaryOperator<Tried> judged) {
    Planned planned = candidates.get(candidate);
    if (leavesTooLittle(planned)) {
      return notCalled(planned, new Tried.End.OverCostLimit());
    }
    boolean othersFollow = !candidates.after(candidate).isEmpty();
    return attempting.attempt(
        new Asked(planned, othersFollow, mayReduce(planned, othersFollow), judged),
        roster.provider(planned.model()),
        keys,
        sink);
  }

  /** How the request ends with this attempt; absent where another one may follow. */
  private Optional<Outcome> outcome(Tried tried) {
    return switch (tried.end()) {
      case Tried.End.Answered answered ->
          Optional.of(
              new Outcome.Answered(answer(tried, answered.finishReason(), answered.shortfall())));
      case Tried.End.Gone _ -> Optional.of(cancelled(tried));
      case Tried.End.Failed _ ->
          caller.committed() ? Optional.of(failed(Optional.of(tried))) : Optional.empty();
      case Tried.End.Unfit _,
          Tried.End.Outrun _,
          Tried.End.PassedOver _,
          Tried.End.OverBudget _,
          Tried.End.Unwritten _,
          Tried.End.OverCostLimit _,
          Tried.End.Hindered _,
          Tried.End.NoProvider _ ->
          Optional.empty();
    };
  }

  /** Where nobody takes all of it, or this one was asked for by name. */
  private boolean mayReduce(Planned planned, boolean othersFollow) {
    boolean named = decided.plan().pinned().equals(Optional.of(planned.model().name()));
    return named || !othersFollow || planned.reduction().isPresent();
  }

  /** Two attempts may begin at once where one is asked beside the other. */
  private synchronized boolean leavesTooLittle(Planned planned) {
    if (spent.cost().isZero() || allowed.isEmpty()) {
      return false;
    }
    Money wanted = spent.cost().plus(planned.bound());
    if (!wanted.isMoreThan(allowed.get())) {
      return false;
    }
    if (!caller.pays(wanted.minus(allowed.get()))) {
      return true;
    }
    allowed = Optional.of(wanted);
    return false;
  }

  private Tried notCalled(Planned planned, Tried.End why) {
    AnswerSink nothing = new AnswerSink(caller, rooms.nanoTime(), start);
    return new Tried(
        planned, Optional.empty(), nothing, Duration.ZERO, Duration.ZERO, Bill.NOTHING, why);
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
    Refusal refusal = ChainFailure.refusal(request, tries, untilLastResort());
    return new Outcome.Failed(
        refusal,
        committed.map(tried -> answer(tried, FinishReason.ERROR, Shortfall.NONE)),
        Optional.of(decision(committed.map(Tried::planned), Shortfall.NONE)));
  }

  /** When the first of the last resorts that were asked will be tried out as usual. */
  private Optional<Duration> untilLastResort() {
    return tries.stream()
        .map(Tried::planned)
        .filter(Planned::lastResort)
        .flatMap(planned -> rooms.guard().resting(planned.model().name()).stream())
        .map(Hindrance::left)
        .min(Comparator.naturalOrder());
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
        Optional.empty(),
        decision(Optional.of(planned), shortfall));
  }

  private Decision decision(Optional<Planned> served, Shortfall shortfall) {
    List<Attempt> attempts = new ArrayList<>(tries.size());
    for (Tried tried : tries) {
      attempts.add(tried.attempt());
    }
    return decided.after(attempts, served, shortfall);
  }
}
