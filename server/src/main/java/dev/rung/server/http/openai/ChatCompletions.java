package dev.rung.server.http.openai;

import dev.rung.server.call.Bugs;
import dev.rung.server.call.Calls;
import dev.rung.server.call.Delivery;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Refusal.Reason;
import dev.rung.server.generate.RequestId;
import dev.rung.server.http.wire.WebReply;
import dev.rung.server.http.wire.WebRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/** POST /v1/chat/completions. Safe for several threads; never waits and never throws. */
public final class ChatCompletions {
  /** Longer bodies are read on a thread of their own: an event loop serves many connections. */
  private static final int LONG_BODY = 64 * 1024;

  private final Calls calls;
  private final ChatRequestReader reader;
  private final InstantSource clock;

  /**
   * Completions by these calls.
   *
   * @param maxTextBytes of all free text of one request
   * @param defaultDeadline of a request that brings none
   * @param clock for the time that answers carry
   * @param nanoTime monotonic
   */
  public ChatCompletions(
      Calls calls,
      long maxTextBytes,
      Duration defaultDeadline,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.calls = calls;
    this.reader = new ChatRequestReader(maxTextBytes, defaultDeadline, nanoTime);
    this.clock = clock;
  }

  /** Answers, now or later. */
  public void answer(RequestId id, Caller caller, WebRequest request, WebReply reply) {
    if (request.body().length > LONG_BODY) {
      Thread.ofVirtual().name("read " + id).start(() -> read(id, caller, request, reply));
    } else {
      read(id, caller, request, reply);
    }
  }

  private void read(RequestId id, Caller caller, WebRequest request, WebReply reply) {
    Bugs.run(
        id, why -> ApiError.of(why).send(id, reply), () -> checked(id, caller, request, reply));
  }

  private void checked(RequestId id, Caller caller, WebRequest request, WebReply reply) {
    Optional<String> type = request.header("content-type");
    if (type.isPresent() && !isJson(type.get())) {
      calls.unheard().record(id, caller.tenant(), Reason.INVALID_REQUEST, false);
      ApiError.invalid(415, "unsupported_media_type", "the content type must be application/json")
          .send(id, reply);
      return;
    }
    ChatRequest read = reader.read(id, caller, request);
    CompletionWriter writer =
        new CompletionWriter(
            "chatcmpl-" + id,
            clock.instant().getEpochSecond(),
            read.includeUsage(),
            read.ignored());
    Delivery delivery =
        read.stream() ? new EventsDelivery(id, reply, writer) : new WholeDelivery(reply, writer);
    calls.answer(id, caller, read::reading, delivery);
  }

  private static boolean isJson(String contentType) {
    int end = contentType.indexOf(';');
    String type = (end < 0 ? contentType : contentType.substring(0, end)).strip();
    return type.equalsIgnoreCase("application/json");
  }
}
