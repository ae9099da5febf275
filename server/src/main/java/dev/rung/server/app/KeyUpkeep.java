package dev.rung.server.app;

import dev.rung.server.config.KeySettings;
import dev.rung.server.guard.FleetGuard;
import dev.rung.server.key.KeyChecks;
import dev.rung.server.key.KeyHolder;
import dev.rung.server.key.KeyReport;
import dev.rung.server.key.KeyReports;
import dev.rung.server.key.Keyring;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Has every key checked soon after the start, after each change of the keys and every few minutes,
 * on a thread of its own, and logs what has become of each. Nobody waits for it.
 */
final class KeyUpkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyUpkeep.class);

  /** So that a command that ends at once asks nobody. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final KeyChecks checks;
  private final KeyReports reports;
  private final LongSupplier nanoTime;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("rung-key-checks").factory());
  private final KeyNews news = new KeyNews();
  private List<KeyHolder> checked = List.of();
  private long checkedAt;

  KeyUpkeep(KeyChecks checks, Keyring keyring, FleetGuard limits, LongSupplier nanoTime) {
    this.checks = checks;
    this.reports = new KeyReports(keyring, checks, limits);
    this.nanoTime = nanoTime;
  }

  void start(Supplier<Household> household, Runnable afterwards) {
    Future<?> _ =
        thread.scheduleWithFixedDelay(
            () -> look(household.get(), afterwards),
            BETWEEN_LOOKS.toMillis(),
            BETWEEN_LOOKS.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  List<KeyReport> reports(Household household) {
    return reports.of(household.keyHolders());
  }

  /** Asks now, whatever the interval; two at once do no harm. */
  void check(Household household) throws InterruptedException {
    checks.check(household.keyHolders(), household.configuration().keys().checkTimeout());
    news.in(reports(household)).forEach(KeyUpkeep::log);
  }

  private void look(Household household, Runnable afterwards) {
    try {
      if (isDue(household)) {
        checked = household.keyHolders();
        check(household);
        checkedAt = nanoTime.getAsLong();
        afterwards.run();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error bug) {
      // The root of this thread: an escaping exception would end all later checks in silence.
      LOG.atError().setCause(bug).log("checking keys failed");
    }
  }

  private boolean isDue(Household household) {
    KeySettings settings = household.configuration().keys();
    boolean changed = !household.keyHolders().equals(checked);
    long since = nanoTime.getAsLong() - checkedAt;
    return settings.checkInterval().isPositive()
        && (changed || since >= settings.checkInterval().toNanos());
  }

  private static void log(KeyReport report) {
    LOG.atLevel(report.status().usable() ? Level.INFO : Level.WARN)
        .addKeyValue("provider", report.provider())
        .addKeyValue("key", report.name())
        .addKeyValue("status", report.status().label())
        .addKeyValue("detail", report.detail())
        .log("key checked");
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
