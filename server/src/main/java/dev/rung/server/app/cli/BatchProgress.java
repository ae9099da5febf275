package dev.rung.server.app.cli;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Shows how many requests of a batch have ended: in a terminal a bar that is drawn over and over,
 * elsewhere a line for every tenth. One thread.
 */
final class BatchProgress implements AutoCloseable {
  private static final long DRAW_NANOS = Duration.ofMillis(100).toNanos();
  private static final String CLEAR = "\r\u001b[K";
  private static final int TENTHS = 10;
  private static final int WIDTH = 20;

  private final Terminal terminal;
  private final LongSupplier nanoTime;
  private final int total;
  private long drawnAt;
  private int ended;
  private int failed;
  private long nanos;

  /** Shows nothing so far. */
  BatchProgress(Terminal terminal, LongSupplier nanoTime, int total) {
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.total = total;
    this.drawnAt = nanoTime.getAsLong() - DRAW_NANOS;
  }

  void ended(boolean answered, long costNanos) {
    int before = tenth();
    ended++;
    failed += answered ? 0 : 1;
    nanos += costNanos;
    if (terminal.errIsTerminal()) {
      draw();
    } else if (tenth() > before) {
      terminal.remark(amounts());
    }
  }

  int failed() {
    return failed;
  }

  private int tenth() {
    return TENTHS * ended / total;
  }

  private void draw() {
    if (ended < total && nanoTime.getAsLong() - drawnAt < DRAW_NANOS) {
      return;
    }
    drawnAt = nanoTime.getAsLong();
    int full = WIDTH * ended / total;
    terminal
        .err()
        .print(CLEAR + "[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] " + amounts());
    terminal.err().flush();
  }

  private String amounts() {
    return ended + " of " + total + ", " + failed + " failed, " + Show.money(nanos);
  }

  /** Takes the bar away and says how it ended. */
  @Override
  public void close() {
    if (terminal.errIsTerminal()) {
      terminal.err().print(CLEAR);
      terminal.err().flush();
      terminal.remark(amounts());
    }
  }
}
