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
import java.util.function.Consumer;

/** Calls with one answer that is worked out on a virtual thread of its own. */
record Errands(RequestIds ids, Workers workers, Duration time) {

  /** Works out one answer, or the error that the call ends with. May block. */
  @FunctionalInterface
  interface Errand<T> {
    T run(RequestId id) throws StatusRuntimeException;
  }

  /** Sends many messages. May block. */
  @FunctionalInterface
  interface LongErrand<T extends MessageLite> {
    void run(RequestId id, PacedReply<T> reply) throws StatusRuntimeException;
  }

  /** Answers with many messages; the call ends when the errand does. */
  <T extends MessageLite> void runLong(StreamObserver<T> observer, LongErrand<T> errand) {
    PacedReply<T> paced = PacedReply.to(observer);
    start(
        paced.reply(),
        id -> {
          errand.run(id, paced);
          paced.reply().complete();
        });
  }

  /** Answers, now or later; never throws. Must be called on the event loop. */
  <T extends MessageLite> void run(StreamObserver<T> observer, Errand<T> errand) {
    Reply<T> reply = Reply.to(observer);
    start(reply, id -> reply.complete(errand.run(id)));
  }

  private <T extends MessageLite> void start(Reply<T> reply, Consumer<RequestId> body) {
    RequestId id = ids.next();
    Running running = new Running();
    reply.onGone(() -> running.stop(Running.Stop.CALLER_GONE));
    Runnable work =
        () -> {
          boolean _ =
              running.work(() -> {
                body.accept(id);
                return true;
              });
        };
    boolean started = workers.start(id, running, time, () -> Roots.run(id, reply::fail, work));
    if (!started) {
      reply.fail(Statuses.of(id, new Unanswered.Full(workers.most())));
    }
  }
}
