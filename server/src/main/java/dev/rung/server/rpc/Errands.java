package dev.rung.server.rpc;

import com.google.protobuf.MessageLite;
import dev.rung.server.call.RequestIds;
import dev.rung.server.call.Running;
import dev.rung.server.call.Unanswered;
import dev.rung.server.call.Workers;
import dev.rung.server.generate.RequestId;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;

/** Calls with one answer that is worked out on a virtual thread of its own. */
record Errands(RequestIds ids, Workers workers, Duration time) {

  /** Works out one answer, or the error that the call ends with. May block. */
  @FunctionalInterface
  interface Errand<T> {
    T run(RequestId id) throws StatusRuntimeException;
  }

  /** Answers, now or later; never throws. Must be called on the event loop. */
  <T extends MessageLite> void run(StreamObserver<T> observer, Errand<T> errand) {
    RequestId id = ids.next();
    Reply<T> reply = Reply.to(observer);
    Running running = new Running();
    reply.onGone(() -> running.stop(Running.Stop.CALLER_GONE));
    Runnable work = () -> reply.complete(running.work(() -> errand.run(id)));
    boolean started = workers.start(id, running, time, () -> Roots.run(id, reply::fail, work));
    if (!started) {
      reply.fail(Statuses.of(id, new Unanswered.Full(workers.most())));
    }
  }
}
