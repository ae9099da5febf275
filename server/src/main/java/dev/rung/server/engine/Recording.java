package dev.rung.server.engine;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Usage;
import dev.rung.server.record.RequestRecord;
import java.time.Duration;
import java.util.Optional;

/** Step 7 of the path: tells everybody who wants to know, once, how a request ended. */
final class Recording {
  private static final String CANCELLED = "CANCELLED";

  private final Rooms rooms;

  Recording(Rooms rooms) {
    this.rooms = rooms;
  }

  void record(Arrival arrival, Ended ended) {
    rooms.recorder().record(of(arrival, ended));
  }

  private RequestRecord of(Arrival arrival, Ended ended) {
    return switch (ended.outcome()) {
      case Outcome.Answered done ->
          record(
              arrival,
              ended,
              Optional.of(done.answer()),
              Optional.empty(),
              Optional.of(done.answer().decision()));
      case Outcome.Rejected no ->
          record(
              arrival,
              ended,
              Optional.empty(),
              Optional.of(no.refusal().reason().name()),
              no.decision());
      case Outcome.Failed failed ->
          record(
              arrival,
              ended,
              failed.partial(),
              Optional.of(failed.refusal().reason().name()),
              failed.decision());
      case Outcome.Cancelled gone ->
          record(arrival, ended, gone.partial(), Optional.of(CANCELLED), gone.decision());
    };
  }

  private RequestRecord record(
      Arrival arrival,
      Ended ended,
      Optional<Answer> answer,
      Optional<String> error,
      Optional<Decision> decision) {
    boolean cancelled = error.filter(CANCELLED::equals).isPresent();
    return new RequestRecord(
        arrival.request().id(),
        arrival.request().caller().tenant(),
        rooms.clock().instant(),
        answer.flatMap(Answer::model),
        answer.map(Answer::tier),
        answer.map(Answer::provider),
        answer
            .map(Answer::finishReason)
            .orElse(cancelled ? FinishReason.CANCELLED : FinishReason.ERROR),
        error,
        answer.map(Answer::usage).orElse(Usage.NONE),
        answer.map(Answer::cost).orElseGet(() -> attempted(decision)),
        Duration.ofNanos(rooms.nanoTime().getAsLong() - arrival.start()),
        answer.flatMap(Answer::timeToFirstToken),
        arrival.stream(),
        answer.map(Answer::cacheHit).orElse(false),
        ended.routed(),
        ended.routingFailed(),
        decision.map(Recording::firstChoiceFailed).orElse(false),
        decision);
  }

  /** What attempts cost that came to nothing. */
  private static Money attempted(Optional<Decision> decision) {
    return decision.stream()
        .flatMap(d -> d.attempts().stream())
        .map(Attempt::cost)
        .reduce(Money.ZERO, Money::plus);
  }

  private static boolean firstChoiceFailed(Decision decision) {
    return !decision.attempts().isEmpty()
        && switch (decision.attempts().getFirst().result()) {
          case FAILED, UNFIT, REFUSED -> true;
          case ANSWERED, CANCELLED -> false;
        };
  }

  /**
   * A request as it came.
   *
   * @param start when, as the monotonic clock counts
   * @param stream whether its reader wants the answer while it is made
   */
  record Arrival(GenerateRequest request, long start, boolean stream) {}
}
