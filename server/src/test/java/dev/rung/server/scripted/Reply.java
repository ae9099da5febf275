package dev.rung.server.scripted;

import java.io.IOException;
import java.time.Duration;

/** What the scripted provider does with one request. Runs on a thread of its own. */
@FunctionalInterface
public interface Reply {

  /**
   * Answers, or does not. A response that is left open when this returns is cut.
   *
   * @throws IOException when the client is gone
   * @throws InterruptedException when the client is gone or the provider is closed
   */
  void answer(Exchange exchange) throws IOException, InterruptedException;

  /** The same, so much later. */
  default Reply after(Duration delay) {
    return exchange -> {
      exchange.pause(delay);
      answer(exchange);
    };
  }
}
