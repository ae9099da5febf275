package dev.rung.server.http.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import dev.rung.server.generate.Source;
import dev.rung.server.generate.Tier;
import dev.rung.server.http.wire.WebReply;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;

/**
 * Server-sent events. The response begins with the first output, so that a request that fails
 * before it has a status of its own; a failure after it is an event with an error, and no end mark.
 */
final class EventsDelivery implements Delivery, PacedSink.Outlet {
  private static final byte[] DONE = "data: [DONE]\n\n".getBytes(UTF_8);

  private final RequestId id;
  private final WebReply reply;
  private final CompletionWriter writer;
  private Source source = new Source(Optional.empty(), Tier.TEMPLATE, "none");
  private boolean begun;

  EventsDelivery(RequestId id, WebReply reply, CompletionWriter writer) {
    this.id = id;
    this.reply = reply;
    this.writer = writer;
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
    PacedSink sink = new PacedSink(this, running, deadline);
    reply.onReady(sink::wake);
    reply.onGone(() -> running.stop(Running.Stop.CALLER_GONE));
    return sink;
  }

  @Override
  public boolean isReady() {
    return reply.isReady();
  }

  @Override
  public void comesFrom(Source from) {
    source = from;
  }

  @Override
  public void send(Chunk piece) {
    ByteArrayOutputStream events = new ByteArrayOutputStream();
    start(events);
    Json.event(json -> writer.piece(Account.model(source), piece, json), events);
    reply.piece(events.toByteArray());
  }

  @Override
  public void whole(Answer answer) {
    comesFrom(answer.source());
    Pieces.of(answer).forEach(this::send);
    rest(answer);
  }

  @Override
  public void rest(Answer answer) {
    comesFrom(answer.source());
    ByteArrayOutputStream events = new ByteArrayOutputStream();
    start(events);
    Json.event(json -> writer.last(answer, json), events);
    if (writer.includeUsage()) {
      Json.event(json -> writer.usage(answer, json), events);
    }
    events.writeBytes(DONE);
    reply.piece(events.toByteArray());
    reply.end();
  }

  @Override
  public void fail(RequestId request, Optional<Answer> partial, Unanswered why) {
    ApiError error = ApiError.of(why);
    if (!begun) {
      error.send(id, reply);
      return;
    }
    ByteArrayOutputStream events = new ByteArrayOutputStream();
    Json.event(json -> error.write(id, json), events);
    reply.piece(events.toByteArray());
    reply.end();
  }

  private void start(ByteArrayOutputStream events) {
    if (begun) {
      return;
    }
    begun = true;
    Map<String, String> headers = Account.headers(id, source, writer.ignored());
    headers.put("content-type", "text/event-stream; charset=utf-8");
    headers.put("cache-control", "no-cache");
    // Proxies such as nginx would hold events back.
    headers.put("x-accel-buffering", "no");
    reply.begin(200, headers);
    Json.event(json -> writer.role(Account.model(source), json), events);
  }
}
