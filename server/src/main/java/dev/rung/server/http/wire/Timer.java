package dev.rung.server.http.wire;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The one time limit that a connection is under. On the connection's event loop. */
final class Timer {
  private @Nullable Future<?> running;

  /** Does this when the time is over, instead of what was to be done before. */
  void start(EventExecutor loop, Duration time, Runnable then) {
    stop();
    running = loop.schedule(then, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  void stop() {
    Future<?> before = running;
    if (before != null) {
      before.cancel(false);
    }
    running = null;
  }
}
