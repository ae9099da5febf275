package dev.rung.server.budget;

import dev.rung.server.generate.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A ledger that counts in memory, from zero at each start: scopes "global/daily" and
 * "global/total".
 *
 * <p>The invariant holds by construction: every check and the change it allows are one step under
 * one lock, which is held for a few arithmetic operations and never while logging. Spend is counted
 * also where no limit is set, so that a limit set later counts what was spent before.
 *
 * <p>A day is one of UTC, and never goes back with the clock. A reservation belongs to the day it
 * was made in: what it extends by and settles for is that day's, even after midnight.
 *
 * <p>A limit passed by what calls really cost stays passed: then only spends of nothing, such as
 * those of local models, are granted.
 */
public final class InMemoryLedger implements Budget {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final InstantSource clock;
  private final Object lock = new Object();
  private final Account total;
  private BudgetSettings settings;
  private long dayNumber;
  private Account day;

  public InMemoryLedger(BudgetSettings settings, InstantSource clock) {
    this.clock = clock;
    this.settings = settings;
    this.total = new Account("global/total", settings.totalLimit(), Optional.empty());
    this.dayNumber = dayNumberNow();
    this.day = newDay();
  }

  /** Takes over other limits. What is committed and reserved stays, even beyond a lower limit. */
  public void apply(BudgetSettings newSettings) {
    synchronized (lock) {
      settings = newSettings;
      total.limit(newSettings.totalLimit());
      today().limit(newSettings.dailyLimit());
    }
  }

  @Override
  public Grant reserve(Spend spend) {
    long nanos = notNegative(spend.estimate());
    synchronized (lock) {
      List<Account> accounts = List.of(total, today());
      for (Account account : accounts) {
        if (!account.hasRoom(nanos)) {
          return new Grant.Refused(account.quota());
        }
      }
      return new Grant.Reserved(new OpenReservation(accounts, nanos));
    }
  }

  @Override
  public BudgetState state() {
    synchronized (lock) {
      return Standing.of(List.of(today(), total));
    }
  }

  @Override
  public List<BudgetLine> lines() {
    synchronized (lock) {
      return List.of(today(), total).stream().flatMap(account -> account.line().stream()).toList();
    }
  }

  /** The account of the day that it is; begins it when the day has turned. Under the lock. */
  private Account today() {
    long now = dayNumberNow();
    if (now > dayNumber) {
      dayNumber = now;
      day = newDay();
    }
    return day;
  }

  private long dayNumberNow() {
    return Math.floorDiv(clock.millis(), DAY_MILLIS);
  }

  private Account newDay() {
    Instant midnight = Instant.ofEpochMilli((dayNumber + 1) * DAY_MILLIS);
    return new Account("global/daily", settings.dailyLimit(), Optional.of(midnight));
  }

  private static long notNegative(Money money) {
    if (money.nanos() < 0) {
      throw new IllegalArgumentException("money to spend must not be negative: " + money);
    }
    return money.nanos();
  }

  /** Money that is set aside in every account it counts in. */
  private final class OpenReservation implements Reservation {
    private final List<Account> accounts;
    private long held;
    private boolean ended;

    OpenReservation(List<Account> accounts, long nanos) {
      this.accounts = accounts;
      hold(nanos);
    }

    private void hold(long nanos) {
      accounts.forEach(account -> account.reserve(nanos));
      held += nanos;
    }

    @Override
    public boolean extend(Money more) {
      long nanos = notNegative(more);
      synchronized (lock) {
        if (ended || !accounts.stream().allMatch(account -> account.hasRoom(nanos))) {
          return false;
        }
        hold(nanos);
        return true;
      }
    }

    @Override
    public void settle(Money actual) {
      end(notNegative(actual)).forEach(BudgetWarnings::warn);
    }

    @Override
    public void close() {
      end(0);
    }

    /** What is to be warned of now; nothing where it had ended before. */
    private List<BudgetLine> end(long spent) {
      synchronized (lock) {
        if (ended) {
          return List.of();
        }
        ended = true;
        accounts.forEach(account -> account.settle(held, spent));
        return accounts.stream()
            .filter(account -> account.takeWarning(settings.warningThreshold()))
            .flatMap(account -> account.line().stream())
            .toList();
      }
    }
  }
}
