package dev.rung.server.call;

import dev.rung.server.generate.Decision;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Refusal.Reason;
import dev.rung.server.generate.RequestId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a call ends without an answer, or without the rest of one. */
public sealed interface Unanswered {
  /** When to come again while the server itself is full. */
  Duration FULL_PAUSE = Duration.ofSeconds(1);

  /** What happened and what to change. */
  String message();

  /** At least one field is wrong; every one that is, is here. */
  record Invalid(List<Violation> violations) implements Unanswered {
    public Invalid {
      violations = List.copyOf(violations);
    }

    @Override
    public String message() {
      return violations.stream()
          .map(violation -> violation.field() + " " + violation.rule())
          .collect(Collectors.joining("; ", "invalid request: ", ""));
    }
  }

  /** The engine, or the server while it works, says no. */
  record Refused(Refusal refusal, Optional<Decision> decision) implements Unanswered {
    @Override
    public String message() {
      return refusal.message();
    }
  }

  /** The server itself, not a model, has no room for another request. */
  record Full(int most) implements Unanswered {
    @Override
    public String message() {
      return most + " requests are in flight, which is the most; try again later";
    }
  }

  /** Nobody waits for the answer any more. */
  record CallerGone() implements Unanswered {
    @Override
    public String message() {
      return "the call was cancelled";
    }
  }

  /** The work was ended before there was an answer. */
  static Unanswered stopped(Running.Stop why, Optional<Decision> decision) {
    return switch (why) {
      case CALLER_GONE -> new CallerGone();
      case LATE ->
          new Refused(
              Refusal.of(
                  Reason.DEADLINE,
                  "no answer within the deadline; give the call more time, fewer max_tokens or a"
                      + " lower max_tier"),
              decision);
      case SHUTTING_DOWN -> new Refused(shuttingDown(), decision);
    };
  }

  /** The server takes no new calls. */
  static Refusal shuttingDown() {
    return Refusal.of(
        Reason.SHUTTING_DOWN, "the server is shutting down; call again, at another instance");
  }

  /** A bug; what it is stands in the log under the same id. */
  static Unanswered bug(RequestId id) {
    return new Refused(
        Refusal.of(Reason.INTERNAL, "internal error; the server's log has it under request " + id),
        Optional.empty());
  }
}
