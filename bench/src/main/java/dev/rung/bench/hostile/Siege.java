package dev.rung.bench.hostile;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One attack while it lasts: where to, until when, and what was sent. Safe for several threads. */
final class Siege {
  private final int port;
  private final long end;
  private final AtomicInteger lines = new AtomicInteger();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong cutOff = new AtomicLong();

  Siege(int port, long nanos) {
    this.port = port;
    this.end = System.nanoTime() + nanos;
  }

  boolean isOver() {
    return System.nanoTime() - end >= 0;
  }

  /** A new connection. */
  Line line() throws IOException {
    return new Line(port, lines.getAndIncrement());
  }

  /** Something was sent that counts. */
  void sent() {
    sent.incrementAndGet();
  }

  /** Again and again, until it is over. */
  void run(Attack attack) {
    while (!isOver()) {
      try {
        attack.strike().run(this);
      } catch (IOException refused) {
        cutOff.incrementAndGet();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** How many connections were made, what was sent, and how often the daemon had enough. */
  String summary() {
    return "%,d connections, %,d sent, cut off %,d times"
        .formatted(lines.get(), sent.get(), cutOff.get());
  }
}
