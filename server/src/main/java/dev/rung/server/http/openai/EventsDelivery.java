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
import java.util.concurrent.locks.ReentrantLock;

/**
 * Server-sent events. The response begins with the first output or, where that takes long, with a
 * comment that keeps the connection alive; a request that fails before has a status of its own. A
 * failure after it is an event with an error, and no end mark.
 *
 * <p>A comment binds the answer to no model, and may come between two events at any time.
 */
final class EventsDelivery implements Delivery, PacedSink.Outlet {
  private static final Source NOBODY = new Source(Optional.empty(), Tier.TEMPLATE, "none");
  private static final byte[] ALIVE = ": keep-alive\n\n".getBytes(UTF_8);
  private static final byte[] DONE = "data: [DONE]\n\n".getBytes(UTF_8);

  private final RequestId id;
  private final WebReply reply;
  private final CompletionWriter writer;

  /** Held while something is written: the comments come from another thread. */
  private final ReentrantLock lock = new ReentrantLock();

  private Optional<Source> source = Optional.empty();
  private boolean begun;
  private boolean introduced;

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
    reply.onSilence(this::keepAlive);
    return sink;
  }

  @Override
  public boolean isReady() {
    return reply.isReady();
  }

  @Override
  public void comesFrom(Source from) {
    source = Optional.of(from);
  }

  @Override
  public void send(Chunk piece) {
    ByteArrayOutputStream events = new ByteArrayOutputStream();
    lock.lock();
    try {
      start(events);
      Json.event(json -> writer.piece(model(), piece, json), events);
      reply.piece(events.toByteArray());
    } finally {
      lock.unlock();
    }
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
    lock.lock();
    try {
      start(events);
      Json.event(json -> writer.last(answer, json), events);
      if (writer.includeUsage()) {
        Json.event(json -> writer.usage(answer, json), events);
      }
      events.writeBytes(DONE);
      reply.piece(events.toByteArray());
      reply.end();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void fail(RequestId request, Optional<Answer> partial, Unanswered why) {
    ApiError error = ApiError.of(why);
    lock.lock();
    try {
      if (!begun) {
        begun = true;
        error.send(id, reply);
        return;
      }
      ByteArrayOutputStream events = new ByteArrayOutputStream();
      Json.event(json -> error.write(id, json), events);
      reply.piece(events.toByteArray());
      reply.end();
    } finally {
      lock.unlock();
    }
  }

  /** A reader who does not read needs no sign of life. */
  private void keepAlive() {
    lock.lock();
    try {
      if (reply.isReady()) {
        head();
        reply.piece(ALIVE.clone());
      }
    } finally {
      lock.unlock();
    }
  }

  private String model() {
    return Account.model(source.orElse(NOBODY));
  }

  private void start(ByteArrayOutputStream events) {
    head();
    if (!introduced) {
      introduced = true;
      Json.event(json -> writer.role(model(), json), events);
    }
  }

  private void head() {
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
  }
}
