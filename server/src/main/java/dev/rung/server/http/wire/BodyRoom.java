package dev.rung.server.http.wire;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that the bodies of all requests may hold together. Safe for several threads. */
final class BodyRoom {
  private final long most;
  private final AtomicLong held = new AtomicLong();

  BodyRoom(long most) {
    this.most = most;
  }

  /** Whether there was room; what was taken must be given back. */
  boolean take(int bytes) {
    if (held.addAndGet(bytes) <= most) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  void give(int bytes) {
    held.addAndGet(-bytes);
  }
}
