package dev.rung.server.rpc;

import dev.rung.server.call.Delivery;
import dev.rung.server.call.PacedSink;
import dev.rung.server.call.Pieces;
import dev.rung.server.call.Running;
import dev.rung.server.call.Unanswered;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.RequestId;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateResponse;
import java.util.Optional;

/** Deltas, then exactly one final chunk; a failure after a delta has a final chunk too. */
final class StreamDelivery implements Delivery {
  private final Reply<GenerateChunk> reply;
  private Optional<PacedSink> sink = Optional.empty();

  StreamDelivery(Reply<GenerateChunk> reply) {
    this.reply = reply;
  }

  @Override
  public boolean stream() {
    return true;
  }

  @Override
  public boolean isSlow(Answer answer) {
    return Pieces.isLong(answer);
  }

  @Override
  public ChunkSink begin(Running running, Deadline deadline) {
    PacedSink begun = new PacedSink(outlet(), running, deadline);
    sink = Optional.of(begun);
    reply.onReady(begun::wake);
    reply.onGone(() -> running.stop(Running.Stop.CALLER_GONE));
    return begun;
  }

  private PacedSink.Outlet outlet() {
    return new PacedSink.Outlet() {
      @Override
      public boolean isReady() {
        return reply.isReady();
      }

      @Override
      public void send(Chunk piece) {
        reply.send(ChunkWriter.write(piece));
      }
    };
  }

  @Override
  public void whole(Answer answer) {
    for (Chunk chunk : Pieces.of(answer)) {
      Pieces.of(chunk).forEach(piece -> reply.send(ChunkWriter.write(piece)));
    }
    rest(answer);
  }

  @Override
  public void rest(Answer answer) {
    reply.complete(last(ResponseWriter.last(answer)));
  }

  @Override
  public void fail(RequestId id, Optional<Answer> partial, Unanswered why) {
    if (sink.map(PacedSink::committed).orElse(false)) {
      reply.send(
          last(partial.map(ResponseWriter::broken).orElseGet(() -> ResponseWriter.broken(id))));
    }
    reply.fail(Statuses.of(id, why));
  }

  private static GenerateChunk last(GenerateResponse response) {
    return GenerateChunk.newBuilder().setFinal(response).build();
  }
}
