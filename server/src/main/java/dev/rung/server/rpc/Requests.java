package dev.rung.server.rpc;

import dev.rung.server.call.Reading;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.RequestId;
import io.grpc.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Makes the domain's requests of what callers send. Safe for several threads.
 *
 * @param defaultDeadline how long a call may take whose caller set no deadline
 * @param clock monotonic, in nanoseconds
 */
record Requests(RequestReader reader, Duration defaultDeadline, LongSupplier clock) {
  /** What is left of a caller's time for the error to reach it: a twentieth, to so much. */
  private static final Duration LONGEST_LAST_WORDS = Duration.ofMillis(100);

  private static final int LAST_WORDS_SHARE = 20;

  /** Ending a call takes its time on a busy machine however short that is: a sixth, to so much. */
  private static final Duration LEAST_LAST_WORDS = Duration.ofMillis(50);

  private static final int SHARE_OF_SHORT = 6;

  /** Where gRPC's context of the call is not current, the default deadline applies. */
  Reading read(dev.rung.v1.GenerateRequest in, RequestId id, Caller caller) {
    return reader.read(in, id, caller, deadline());
  }

  /** The caller's, where it set one; else the default. */
  Deadline deadline() {
    return callersDeadline().orElseGet(() -> Deadline.after(defaultDeadline, clock));
  }

  /**
   * A little before the caller gives up, so that it is told who was tried, and a model that hung is
   * held to account; absent where the caller set none.
   */
  Optional<Deadline> callersDeadline() {
    return Optional.ofNullable(Context.current().getDeadline())
        .map(set -> Duration.ofNanos(set.timeRemaining(TimeUnit.NANOSECONDS)))
        .map(left -> Deadline.after(left.minus(lastWords(left)), clock));
  }

  private static Duration lastWords(Duration left) {
    Duration usual = shorter(left.dividedBy(LAST_WORDS_SHARE), LONGEST_LAST_WORDS);
    Duration least = shorter(left.dividedBy(SHARE_OF_SHORT), LEAST_LAST_WORDS);
    return usual.compareTo(least) > 0 ? usual : least;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
