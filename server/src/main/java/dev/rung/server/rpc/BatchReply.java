package dev.rung.server.rpc;

import dev.rung.server.batch.BatchOutlet;
import dev.rung.server.batch.BatchResult;
import dev.rung.server.call.Unanswered;
import dev.rung.server.generate.RequestId;
import dev.rung.v1.GenerateBatchResult;

/** The results of a batch as messages of the contract. */
record BatchReply(RequestId id, Reply<GenerateBatchResult> reply) implements BatchOutlet {

  @Override
  public boolean isReady() {
    return reply.isReady();
  }

  @Override
  public void send(BatchResult result) {
    GenerateBatchResult.Builder out = GenerateBatchResult.newBuilder().setId(result.id());
    reply.send(
        switch (result) {
          case BatchResult.Answered(var _, var answer) ->
              out.setResponse(ResponseWriter.whole(answer)).build();
          case BatchResult.Failed(var _, var why, var cost) ->
              out.setError(BatchErrors.of(why, cost)).build();
        });
  }

  @Override
  public void complete() {
    reply.complete();
  }

  @Override
  public void fail(Unanswered why) {
    reply.fail(Statuses.of(id, why));
  }
}
