package dev.rung.server.call;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.RequestId;
import java.util.Optional;

/**
 * How one request's outcome goes back: in one piece or as it is made. One thread at a time, and
 * exactly one of {@link #whole}, {@link #rest} and {@link #fail} ends it.
 */
public interface Delivery {

  /** Whether the reader wants the answer while it is made. */
  boolean stream();

  /** Whether what finds no room now is tried again, and has not ended. */
  default boolean waitsForRoom() {
    return false;
  }

  /** Whether so much must be sent that the reader's pace matters. */
  boolean isSlow(Answer answer);

  /**
   * Puts the handlers in place for work that is about to start. Called on the thread that brought
   * the request, before {@link Calls#answer} returns.
   */
  ChunkSink begin(Running running, Deadline deadline);

  /** An answer that is all there, of which nothing was sent. */
  void whole(Answer answer);

  /** The end of an answer whose chunks went through the sink. */
  void rest(Answer answer);

  /**
   * The end without (the rest of) an answer.
   *
   * @param partial what is known of the answer that was begun
   */
  void fail(RequestId id, Optional<Answer> partial, Unanswered why);
}
