package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.scripted.Exchange;
import dev.rung.server.scripted.OpenAiWire;
import dev.rung.server.scripted.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A model that says 64 MiB as fast as they are read, and counts what went out. */
final class Flood implements Reply {
  private static final String DELTA = OpenAiWire.delta("x".repeat(16_384));
  private static final int DELTAS = 4_096;
  private static final Duration STILL = Duration.ofSeconds(1);

  private final AtomicLong written = new AtomicLong();
  private final CountDownLatch ended = new CountDownLatch(1);

  @Override
  public void answer(Exchange exchange) throws IOException {
    exchange.startEvents();
    try {
      for (int i = 0; i < DELTAS; i++) {
        exchange.write(DELTA);
        written.addAndGet(DELTA.length());
      }
    } finally {
      ended.countDown();
    }
  }

  /** How much went out when nothing more had for a second. */
  long awaitStall() throws InterruptedException {
    long before = -1;
    long now = written.get();
    while (now != before || now == 0) {
      before = now;
      assertThat(ended.await(STILL.toMillis(), TimeUnit.MILLISECONDS))
          .as("it was all read, or broken off")
          .isFalse();
      now = written.get();
    }
    return now;
  }

  void awaitEnd() throws InterruptedException {
    assertThat(ended.await(RunningDaemon.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }
}
