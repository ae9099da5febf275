package dev.rung.server.rpc;

import dev.rung.server.call.Reading;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.RequestId;
import io.grpc.Context;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Makes the domain's requests of what callers send. Safe for several threads.
 *
 * @param defaultDeadline how long a call may take whose caller set no deadline
 * @param clock monotonic, in nanoseconds
 */
record Requests(RequestReader reader, Duration defaultDeadline, LongSupplier clock) {

  /** Where gRPC's context of the call is not current, the default deadline applies. */
  Reading read(dev.rung.v1.GenerateRequest in, RequestId id) {
    return reader.read(in, id, Caller.ANONYMOUS, deadline());
  }

  private Deadline deadline() {
    io.grpc.Deadline callers = Context.current().getDeadline();
    Duration time =
        callers == null
            ? defaultDeadline
            : Duration.ofNanos(callers.timeRemaining(TimeUnit.NANOSECONDS));
    return Deadline.after(time, clock);
  }
}
