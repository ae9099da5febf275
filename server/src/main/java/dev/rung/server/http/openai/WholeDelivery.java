package dev.rung.server.http.openai;

import dev.rung.server.call.Delivery;
import dev.rung.server.call.Running;
import dev.rung.server.call.Unanswered;
import dev.rung.server.call.UnarySink;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.RequestId;
import dev.rung.server.http.wire.WebReply;
import java.util.Map;
import java.util.Optional;

/** One response, whole or not at all. */
record WholeDelivery(WebReply reply, CompletionWriter writer) implements Delivery {

  @Override
  public boolean stream() {
    return false;
  }

  @Override
  public boolean isSlow(Answer answer) {
    return false;
  }

  @Override
  public ChunkSink begin(Running running, Deadline deadline) {
    reply.onGone(() -> running.stop(Running.Stop.CALLER_GONE));
    return new UnarySink(running);
  }

  @Override
  public void whole(Answer answer) {
    Map<String, String> headers = Account.headers(answer, writer.ignored());
    headers.put("content-type", "application/json");
    reply.whole(200, headers, Json.bytes(json -> writer.whole(answer, json)));
  }

  @Override
  public void rest(Answer answer) {
    whole(answer);
  }

  @Override
  public void fail(RequestId id, Optional<Answer> partial, Unanswered why) {
    ApiError.of(why).send(id, reply);
  }
}
