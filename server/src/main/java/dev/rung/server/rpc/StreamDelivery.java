package dev.rung.server.rpc;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.ToolCall;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateResponse;
import io.grpc.StatusRuntimeException;
import java.util.Optional;

/** Deltas, then exactly one final chunk; a failure after a delta has a final chunk too. */
final class StreamDelivery implements Delivery {
  private final Reply<GenerateChunk> reply;
  private Optional<StreamSink> sink = Optional.empty();

  StreamDelivery(Reply<GenerateChunk> reply) {
    this.reply = reply;
  }

  @Override
  public boolean stream() {
    return true;
  }

  @Override
  public boolean isSlow(Answer answer) {
    long size = answer.text().length();
    for (ToolCall call : answer.toolCalls()) {
      size += call.arguments().length();
    }
    return size > ChunkWriter.MAX_TEXT;
  }

  @Override
  public ChunkSink begin(Running running, Deadline deadline) {
    StreamSink begun = new StreamSink(reply, running, deadline);
    sink = Optional.of(begun);
    reply.onReady(begun::wake);
    reply.onGone(() -> running.stop(Running.Stop.CALLER_GONE));
    return begun;
  }

  @Override
  public void whole(Answer answer) {
    for (Chunk chunk : ChunkWriter.replay(answer)) {
      ChunkWriter.write(chunk).forEach(reply::send);
    }
    rest(answer);
  }

  @Override
  public void rest(Answer answer) {
    reply.complete(last(ResponseWriter.last(answer)));
  }

  @Override
  public void fail(RequestId id, Optional<Answer> partial, StatusRuntimeException error) {
    if (sink.map(StreamSink::committed).orElse(false)) {
      reply.send(
          last(partial.map(ResponseWriter::broken).orElseGet(() -> ResponseWriter.broken(id))));
    }
    reply.fail(error);
  }

  private static GenerateChunk last(GenerateResponse response) {
    return GenerateChunk.newBuilder().setFinal(response).build();
  }
}
