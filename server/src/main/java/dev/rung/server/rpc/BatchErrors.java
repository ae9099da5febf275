package dev.rung.server.rpc;

import com.google.rpc.Code;
import dev.rung.server.call.Unanswered;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Refusal.Reason;
import dev.rung.v1.BatchError;
import java.time.Duration;

/** Why an item of a batch has no answer; code and reason are those that a single call ends with. */
final class BatchErrors {
  private static final int MAX_MESSAGE = 1_000;
  private static final double NANOS = 1e9;

  private BatchErrors() {}

  static BatchError of(Unanswered why, Money cost) {
    BatchError.Builder error =
        switch (why) {
          case Unanswered.Invalid _ -> error(Code.INVALID_ARGUMENT, Reason.INVALID_REQUEST.name());
          case Unanswered.Refused(var refusal, var _) -> refused(refusal);
          case Unanswered.Full _ ->
              error(Code.RESOURCE_EXHAUSTED, Reason.OVERLOADED.name())
                  .setRetryAfterSeconds(seconds(Unanswered.FULL_PAUSE));
          case Unanswered.CallerGone _ -> error(Code.CANCELLED, "CANCELLED");
        };
    return error
        .setMessage(Cut.encoded(why.message(), MAX_MESSAGE))
        .setCostNanos(cost.nanos())
        .build();
  }

  private static BatchError.Builder refused(Refusal refusal) {
    BatchError.Builder error = error(Statuses.code(refusal.reason()), refusal.reason().name());
    refusal.retryAfter().ifPresent(pause -> error.setRetryAfterSeconds(seconds(pause)));
    return error;
  }

  private static BatchError.Builder error(Code code, String reason) {
    return BatchError.newBuilder().setCode(code.getNumber()).setReason(reason);
  }

  private static double seconds(Duration pause) {
    return pause.toNanos() / NANOS;
  }
}
