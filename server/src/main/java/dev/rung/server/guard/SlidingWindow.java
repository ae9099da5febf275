package dev.rung.server.guard;

import java.time.Duration;

/**
 * A limit in any window of time: a log of what was taken and when. What was taken leaves the log
 * when the window has passed, so that no window, wherever it begins, holds more than the limit, and
 * the whole limit may be taken at once.
 *
 * <p>What is taken within a grain, a six hundredth of the window, is one entry, with the time of
 * its latest part. So the log has some six hundred entries at most, however high the limit is, and
 * errs by no more than a grain, to the side of too little.
 *
 * <p>What does not fit into a window is a debt: the log's own time stands still while the debt is
 * paid off, at the speed of the limit. Nothing can be taken meanwhile.
 *
 * <p>Not safe for threads: its owner takes care of that. Times are readings of a monotonic clock
 * and waits differences of them, in nanoseconds.
 */
final class SlidingWindow {
  /** Of an entry that holds nothing. */
  private static final long NO_ENTRY = -1;

  private static final int GRAINS = 600;
  private static final int SMALLEST = 8;
  private static final long LONGEST_DEBT = Duration.ofHours(1).toNanos();

  private long most;
  private long window;

  /** Entries in a ring whose size is a power of two, from the oldest on. */
  private long[] times = new long[SMALLEST];

  private long[] amounts = new long[SMALLEST];
  private long oldest;
  private long next;

  private long lastBegun;
  private long taken;
  private long debt;
  private long clock;
  private long time;

  /**
   * @param most that is taken in a window, 1 or more
   * @param window how long it is
   * @param now what the clock reads
   */
  SlidingWindow(long most, Duration window, long now) {
    this.most = most;
    this.window = window.toNanos();
    this.clock = now;
  }

  /**
   * What was taken at once.
   *
   * @param entry where the log has it
   * @param logged what the log has of it; the rest is a debt
   */
  record Part(long entry, long amount, long logged) {}

  /** Takes over another limit; what was taken stays taken. */
  void limit(long newMost, Duration newWindow, long now) {
    advance(now);
    double owed = (double) debt / window * most;
    most = newMost;
    window = newWindow.toNanos();
    debt = Math.min((long) Math.ceil(owed / most * window), LONGEST_DEBT - window);
    advance(now);
  }

  /**
   * How long until so much can be taken, if nothing else is taken meanwhile; 0 where it can be now.
   * What is more than the limit can be when nothing else is in the window; nothing always can.
   */
  long wait(long amount, long now) {
    advance(now);
    long over = taken + Math.min(amount, most) - most;
    if (amount == 0 || (over <= 0 && debt == 0)) {
      return 0;
    }
    long until = time;
    for (long entry = oldest; over > 0; entry++) {
      over -= amounts[place(entry)];
      until = times[place(entry)] + window;
    }
    return debt + (until - time);
  }

  /** Takes it, whether there is room or not. */
  Part take(long amount, long now) {
    advance(now);
    long logged = Math.min(amount, most);
    long entry = log(logged);
    owe(amount - logged);
    return new Part(entry, amount, logged);
  }

  /** Takes more, after what was taken first was found to be too little. */
  void charge(long more, long now) {
    advance(now);
    long logged = Math.clamp(most - taken, 0, more);
    long _ = log(logged);
    owe(more - logged);
  }

  /** Gives back so much of a part, as far as it still counts. */
  void giveBack(Part part, long amount, long now) {
    advance(now);
    long ofDebt = Math.min(amount, part.amount - part.logged);
    debt -= Math.min(debt, nanos(ofDebt));
    if (part.entry >= oldest) {
      int place = place(part.entry);
      long ofEntry = Math.min(amount - ofDebt, amounts[place]);
      amounts[place] -= ofEntry;
      taken -= ofEntry;
    }
  }

  /** Whether nothing that was taken counts any more. */
  boolean isEmpty(long now) {
    advance(now);
    return taken == 0 && debt == 0;
  }

  /** Of how many entries the log is. */
  int entries() {
    return (int) (next - oldest);
  }

  private void advance(long now) {
    long passed = Math.max(0, now - clock);
    clock += passed;
    long paid = Math.min(passed, debt);
    debt -= paid;
    time += passed - paid;
    while (oldest < next && time - times[place(oldest)] >= window) {
      taken -= amounts[place(oldest)];
      oldest++;
    }
  }

  private long log(long amount) {
    if (amount == 0) {
      return NO_ENTRY;
    }
    if (oldest == next || time - lastBegun >= window / GRAINS) {
      begin();
    }
    int place = place(next - 1);
    times[place] = time;
    amounts[place] += amount;
    taken += amount;
    return next - 1;
  }

  private void begin() {
    if (entries() == times.length) {
      grow();
    }
    lastBegun = time;
    amounts[place(next)] = 0;
    next++;
  }

  private void grow() {
    long[] oldTimes = times;
    long[] oldAmounts = amounts;
    times = new long[oldTimes.length * 2];
    amounts = new long[oldTimes.length * 2];
    for (long entry = oldest; entry < next; entry++) {
      int from = (int) (entry & (oldTimes.length - 1));
      times[place(entry)] = oldTimes[from];
      amounts[place(entry)] = oldAmounts[from];
    }
  }

  private int place(long entry) {
    return (int) (entry & (times.length - 1));
  }

  private void owe(long amount) {
    debt = Math.min(debt + nanos(amount), LONGEST_DEBT - window);
  }

  /** How long it takes until so much may be taken at the speed of the limit. */
  private long nanos(long amount) {
    return (long) Math.ceil((double) amount / most * window);
  }
}
