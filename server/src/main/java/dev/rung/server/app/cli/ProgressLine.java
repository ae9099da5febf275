package dev.rung.server.app.cli;

import dev.rung.server.config.ByteSizes;
import dev.rung.server.models.ProgressListener;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Shows how long work on files goes: in a terminal a bar that is drawn over and over, elsewhere a
 * line for every tenth. Safe for several threads.
 */
final class ProgressLine implements ProgressListener, AutoCloseable {
  private static final long DRAW_NANOS = Duration.ofMillis(100).toNanos();
  private static final String CLEAR = "\r\u001b[K";
  private static final int TENTH = 10;

  private final Terminal terminal;
  private final LongSupplier nanoTime;
  private long total;
  private long done;
  private Speed speed;
  private long drawnAt;
  private boolean drawn;
  private boolean started;
  private long tenth;

  /**
   * Shows nothing so far.
   *
   * @param nanoTime {@link System#nanoTime()} or a test's own
   */
  ProgressLine(Terminal terminal, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.speed = new Speed(nanoTime.getAsLong());
  }

  @Override
  public synchronized void starting(int files, long bytes, long before) {
    total = bytes;
    done = before;
    speed = new Speed(nanoTime.getAsLong());
    started = true;
    tenth = tenth();
    String here = before > 0 ? ", " + ByteSizes.text(before) + " of it here already" : "";
    terminal.remark(Show.files(files) + ", " + ByteSizes.text(bytes) + here);
    draw();
  }

  @Override
  public synchronized void advanced(long bytes) {
    done += bytes;
    speed.add(bytes);
    if (!terminal.errIsTerminal()) {
      tellTenths();
    } else if (nanoTime.getAsLong() - drawnAt >= DRAW_NANOS) {
      draw();
    }
  }

  private void tellTenths() {
    if (tenth() > tenth) {
      tenth = tenth();
      terminal.remark(percent() + " %, " + amounts());
    }
  }

  /** Which files are done is of no interest to those who see a bar. */
  @Override
  public void finished(String file) {}

  @Override
  public synchronized void remark(String text) {
    clear();
    terminal.remark(text);
    if (started) {
      draw();
    }
  }

  /** Takes the bar away. */
  @Override
  public synchronized void close() {
    clear();
    started = false;
  }

  private void draw() {
    if (terminal.errIsTerminal()) {
      drawnAt = nanoTime.getAsLong();
      terminal.err().print(CLEAR + line());
      terminal.err().flush();
      drawn = true;
    }
  }

  private void clear() {
    if (drawn) {
      terminal.err().print(CLEAR);
      terminal.err().flush();
      drawn = false;
    }
  }

  /** At most 79 columns. */
  private String line() {
    int full = (int) (percent() / 5);
    double perSecond = speed.perSecond(nanoTime.getAsLong());
    String rate =
        perSecond < 1 ? "" : "  " + ByteSizes.text(Math.round(perSecond)) + "/s" + left(perSecond);
    return "["
        + "#".repeat(full)
        + ".".repeat(20 - full)
        + "] "
        + Show.padded(percent() + " %", 5)
        + "  "
        + amounts()
        + rate;
  }

  private String left(double perSecond) {
    long seconds = Math.round((total - done) / perSecond);
    return "  " + (seconds < 90 ? seconds + " s" : (seconds + 30) / 60 + " min") + " left";
  }

  private String amounts() {
    return ByteSizes.text(done) + " of " + ByteSizes.text(total);
  }

  private long percent() {
    return total == 0 ? 100 : Math.clamp(Math.floorDiv(100 * done, total), 0, 100);
  }

  private long tenth() {
    return percent() / TENTH;
  }
}
