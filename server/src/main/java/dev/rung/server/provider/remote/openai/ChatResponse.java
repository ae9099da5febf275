package dev.rung.server.provider.remote.openai;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.remote.wire.Failures;
import dev.rung.server.provider.remote.wire.HttpExchange;
import dev.rung.server.provider.remote.wire.Slice;
import dev.rung.server.provider.remote.wire.SseReader;
import java.io.IOException;
import java.util.Locale;

/** Reads one response of status 200, unary or as events, into an answer. One thread. */
final class ChatResponse {
  private static final int MAX_EVENT_BYTES = 8 * 1024 * 1024;
  private static final String EVENT_STREAM = "text/event-stream";
  private static final String DONE = "[DONE]";

  private final HttpExchange exchange;
  private final Call call;
  private final Failures failures;
  private final ChatAnswer answer;
  private final ChatEvent event = new ChatEvent();

  ChatResponse(HttpExchange exchange, Call call, ChunkSink sink, Failures failures) {
    this.exchange = exchange;
    this.call = call;
    this.failures = failures;
    this.answer = new ChatAnswer(call.prompt(), sink, failures);
  }

  /** Hands the answer on as it comes; returns when it is whole. */
  Completion read() throws ProviderException, CallerGoneException, InterruptedException {
    boolean endMarked = isEventStream() ? stream() : whole();
    return answer.complete(endMarked, exchange.header("x-request-id"));
  }

  /** What came counts, not what was asked for: an error may come as JSON in place of a stream. */
  private boolean isEventStream() {
    return exchange
        .header("content-type")
        .map(type -> type.toLowerCase(Locale.ROOT).startsWith(EVENT_STREAM))
        .orElse(call.stream());
  }

  /** Whether the end was marked. */
  private boolean stream() throws ProviderException, CallerGoneException, InterruptedException {
    SseReader events = new SseReader(exchange, MAX_EVENT_BYTES);
    while (next(events)) {
      if (events.data().is(DONE)) {
        exchange.finish();
        return true;
      }
      if (!events.data().isEmpty()) {
        read(events.data());
        if (event.isOutput()) {
          exchange.outputBegan();
        }
        answer.accept(event);
      }
    }
    return false;
  }

  /** What breaks after the provider said that it is done does not make the answer worse. */
  private boolean next(SseReader events) throws ProviderException, InterruptedException {
    try {
      return events.next();
    } catch (ProviderException broken) {
      if (answer.finished()) {
        return false;
      }
      throw answer.withUsage(broken);
    }
  }

  private boolean whole() throws ProviderException, CallerGoneException, InterruptedException {
    Slice body = exchange.readAll(HttpExchange.WHOLE);
    switch (body.firstByte()) {
      case 0 -> throw failures.bad("sent an empty response");
      case '<' -> throw failures.bad("sent an HTML page in place of an answer");
      default -> {}
    }
    read(body);
    answer.accept(event);
    if (!event.hasChoices()) {
      throw answer.withUsage(failures.bad("sent a response without choices"));
    }
    return true;
  }

  private void read(Slice json) throws ProviderException {
    try {
      event.read(json);
    } catch (IOException malformed) {
      throw answer.withUsage(failures.bad("sent JSON that is malformed"));
    }
  }
}
