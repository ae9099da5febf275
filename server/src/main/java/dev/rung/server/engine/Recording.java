package dev.rung.server.engine;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.generate.Usage;
import dev.rung.server.record.RequestRecord;
import dev.rung.server.select.TokenEstimate;
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
        answer.map(Answer::usage).orElseGet(() -> decision.map(Decision::used).orElse(Usage.NONE)),
        error.isEmpty() ? spared(arrival.request(), answer) : Usage.NONE,
        answer.map(Answer::cost).orElseGet(() -> decision.map(Decision::spent).orElse(Money.ZERO)),
        Duration.ofNanos(rooms.nanoTime().getAsLong() - arrival.start()),
        answer.flatMap(Answer::timeToFirstToken),
        arrival.stream(),
        answer.map(Answer::cacheHit).orElse(false),
        ended.routed(),
        ended.routingFailed(),
        decision.map(Recording::firstChoiceFailed).orElse(false),
        decision);
  }

  /** What a model was not asked for: counted by length, for nobody has counted it. */
  private static Usage spared(GenerateRequest request, Optional<Answer> answer) {
    if (answer.filter(done -> done.cacheHit() || done.tier() == Tier.TEMPLATE).isEmpty()) {
      return Usage.NONE;
    }
    long output = TokenEstimate.of(answer.get().text()).expected();
    for (ToolCall call : answer.get().toolCalls()) {
      output += TokenEstimate.of(call.name() + call.arguments()).expected();
    }
    long input = TokenEstimate.of(request.prompt(), request.hints()).expected();
    return new Usage(input, 0, output, 0, true);
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
