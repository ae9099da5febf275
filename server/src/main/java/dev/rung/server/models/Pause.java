package dev.rung.server.models;

import java.time.Duration;

/** A way to wait before something is tried again. */
@FunctionalInterface
public interface Pause {
  void pause(Duration duration) throws InterruptedException;
}
