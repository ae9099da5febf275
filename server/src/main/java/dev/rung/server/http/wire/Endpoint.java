package dev.rung.server.http.wire;

import java.util.Optional;
import java.util.function.Consumer;

/** What answers requests. Called on event loops; must not wait, and must not throw. */
public interface Endpoint {

  /** Answers, now or later, through the reply alone. */
  void answer(WebRequest request, WebReply reply);

  /**
   * How a request with this head is turned away whatever its body; absent where its body is worth
   * reading. Asked before much of a body is here.
   */
  Optional<Consumer<WebReply>> turnsAway(WebRequest head);

  /** Answers at once what is no request. */
  void refuse(Unreadable why, WebReply reply);
}
