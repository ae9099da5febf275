package dev.rung.server.generate;

import java.util.Optional;

/** How a request ended. */
public sealed interface Outcome {

  record Answered(Answer answer) implements Outcome {}

  /** Refused without an answer: by the request's own limits, a budget or a guard. */
  record Rejected(Refusal refusal, Optional<Decision> decision) implements Outcome {}

  /**
   * No model could answer.
   *
   * @param partial what had reached the caller; its finish reason is ERROR
   */
  record Failed(Refusal refusal, Optional<Answer> partial, Optional<Decision> decision)
      implements Outcome {}

  /** The caller went away; its partial answer's finish reason is CANCELLED. */
  record Cancelled(Optional<Answer> partial, Optional<Decision> decision) implements Outcome {}
}
