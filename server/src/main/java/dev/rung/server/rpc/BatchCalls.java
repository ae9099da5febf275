package dev.rung.server.rpc;

import dev.rung.server.batch.BatchRun;
import dev.rung.server.batch.Batches;
import dev.rung.server.call.RequestIds;
import dev.rung.server.call.Running;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.RequestId;
import dev.rung.v1.GenerateBatchRequest;
import dev.rung.v1.GenerateBatchResult;
import io.grpc.stub.StreamObserver;
import java.util.Optional;

/** What GenerateBatch answers. Safe for several threads. */
record BatchCalls(Batches batches, RequestIds ids, Requests requests, BatchReader reader) {

  /** Answers later; never throws and never waits. Must be called on the event loop. */
  void answer(
      GenerateBatchRequest in, Caller caller, StreamObserver<GenerateBatchResult> observer) {
    RequestId id = ids.next();
    Reply<GenerateBatchResult> reply = Reply.to(observer);
    Optional<Deadline> callers = requests.callersDeadline();
    Deadline read = callers.orElseGet(requests::deadline);
    BatchRun run =
        batches.start(
            id,
            caller.tenant(),
            Authentication.withdrawal(),
            callers,
            requests.clock(),
            () -> reader.read(in, id, caller, read),
            new BatchReply(id, reply));
    reply.onReady(run::wake);
    reply.onGone(() -> run.stop(Running.Stop.CALLER_GONE));
  }
}
