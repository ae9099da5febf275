package dev.rung.server.provider.remote.replicate;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.remote.wire.HttpExchange;
import dev.rung.server.provider.remote.wire.Json;
import dev.rung.server.provider.remote.wire.Slice;
import dev.rung.server.provider.remote.wire.SseReader;
import java.io.IOException;

/**
 * Follows a prediction's events: text as it is made, what it logs, an error, and the end. An error
 * and every other end are looked up in the prediction afterwards, which knows more. One thread.
 */
final class EventStream {
  private static final int MAX_EVENT_BYTES = 8 * 1024 * 1024;

  private final HttpExchange exchange;
  private final Output output;

  EventStream(HttpExchange exchange, Output output) {
    this.exchange = exchange;
    this.output = output;
  }

  /**
   * Hands on text until the stream ends or says that the prediction has.
   *
   * @return whether it said that the prediction ended well
   */
  boolean follow() throws ProviderException, CallerGoneException, InterruptedException {
    SseReader events = new SseReader(exchange, MAX_EVENT_BYTES);
    while (events.next()) {
      switch (events.type()) {
        case "output" -> {
          exchange.outputBegan();
          output.add(events.data().text());
        }
        case "error" -> {
          return false;
        }
        case "done" -> {
          boolean well = !names(events.data(), "reason");
          exchange.finish();
          return well;
        }
        default -> {}
      }
    }
    return false;
  }

  private static boolean names(Slice json, String field) {
    boolean[] named = {false};
    try {
      Json.object(json, () -> {}, (name, _) -> named[0] |= name.equals(field));
    } catch (IOException malformed) {
      return true;
    }
    return named[0];
  }
}
