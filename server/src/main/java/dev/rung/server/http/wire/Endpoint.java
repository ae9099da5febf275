package dev.rung.server.http.wire;

/** What answers requests. Called on event loops; must not wait, and must not throw. */
public interface Endpoint {

  /** Answers, now or later, through the reply alone. */
  void answer(WebRequest request, WebReply reply);

  /** Answers at once what is no request. */
  void refuse(Unreadable why, WebReply reply);
}
