package dev.rung.server.budget;

import static dev.rung.server.budget.LedgerRig.limits;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** One ledger after another on the same state, each with an end of its own. */
final class LedgerLives implements AutoCloseable {
  /** A day and all of a tenant. */
  static final BudgetSettings SETTINGS =
      limits(Map.of("global/daily", 10_000L, "tenant:a-tenant/total", 50_000L));

  private final Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(LedgerRig.MORNING);
  private final List<LedgerRig> open = new ArrayList<>();

  LedgerLives(Path folder) {
    this.folder = folder;
  }

  /** The next one, after a start of the machine that has this name. */
  LedgerRig start(BudgetSettings settings, String boot) {
    LedgerRig rig = LedgerRig.in(folder, settings, now, parts -> parts.withBoot(boot));
    open.add(rig);
    return rig;
  }

  /** The next one on a machine that has not been started anew. */
  LedgerRig start() {
    return start(SETTINGS, "this boot");
  }

  /** Sets the clock of all of them. */
  void set(Instant time) {
    now.set(time);
  }

  Instant now() {
    return now.get();
  }

  Path slots() {
    return folder.resolve("ledger.slots");
  }

  /** A good end. */
  void end(LedgerRig rig) {
    open.remove(rig);
    rig.close();
  }

  /** The end of a process that is killed. */
  void kill(LedgerRig rig) {
    open.remove(rig);
    rig.kill();
  }

  /** The end of a machine that loses its power: what was only in its memory is gone. */
  void powerLost(LedgerRig rig) {
    kill(rig);
    assertThat(slots().toFile().delete()).isTrue();
  }

  @Override
  public void close() {
    open.forEach(LedgerRig::close);
  }
}
