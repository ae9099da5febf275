package dev.rung.server.rpc;

import com.google.rpc.Code;
import dev.rung.server.generate.RequestId;
import dev.rung.server.store.StoreException;
import io.grpc.StatusRuntimeException;
import java.time.Duration;

/** Why a verdict is not taken. */
final class FeedbackStatuses {
  private FeedbackStatuses() {}

  /** Says the same of an answer of another tenant. */
  static StatusRuntimeException unknown(RequestId id, Duration keep) {
    return new StatusBuilder(
            Code.NOT_FOUND,
            "there is no answer of this id: answers of models are remembered for "
                + words(keep)
                + ", those of templates and the cache for as long as there is room")
        .errorInfo("UNKNOWN_ANSWER")
        .metadata("request_id", id.value())
        .build();
  }

  private static String words(Duration keep) {
    if (keep.toDays() > 0) {
      return keep.toDays() + " days";
    }
    return keep.toHours() > 0 ? keep.toHours() + " hours" : keep.toSeconds() + " seconds";
  }

  static StatusRuntimeException notWritten(RequestId id, StoreException fault) {
    String why = fault.getMessage();
    return new StatusBuilder(
            Code.UNAVAILABLE, "feedback cannot be kept now: " + (why == null ? "" : why))
        .errorInfo("STATE_UNAVAILABLE")
        .metadata("request_id", id.value())
        .build();
  }
}
