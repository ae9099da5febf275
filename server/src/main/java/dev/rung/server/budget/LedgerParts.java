package dev.rung.server.budget;

import dev.rung.server.store.Store;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What a ledger is made of.
 *
 * @param slotFile where open reservations are kept; absent keeps them in memory, as it befits a
 *     store in memory
 * @param boot the run of the kernel that it is; empty where that is not known
 * @param bookkeepers told of each line when it is written
 * @param alerts told when the share of a limit that is warned of is spent; never waits
 * @param nanoTime monotonic, for waits
 */
public record LedgerParts(
    Store store,
    Optional<Path> slotFile,
    int slots,
    String boot,
    List<Bookkeeper> bookkeepers,
    Alerts alerts,
    InstantSource clock,
    LongSupplier nanoTime) {
  public LedgerParts {
    bookkeepers = List.copyOf(bookkeepers);
  }

  /** As usual: of this run of the kernel, with warnings in the log alone. */
  public static LedgerParts of(
      Store store, Optional<Path> slotFile, InstantSource clock, LongSupplier nanoTime) {
    return new LedgerParts(
        store, slotFile, SlotFile.SLOTS, Boot.id(), List.of(), Alerts.LOG, clock, nanoTime);
  }

  public LedgerParts withBookkeepers(List<Bookkeeper> all) {
    return new LedgerParts(store, slotFile, slots, boot, all, alerts, clock, nanoTime);
  }

  public LedgerParts withAlerts(Alerts other) {
    return new LedgerParts(store, slotFile, slots, boot, bookkeepers, other, clock, nanoTime);
  }

  LedgerParts withSlots(int count) {
    return new LedgerParts(store, slotFile, count, boot, bookkeepers, alerts, clock, nanoTime);
  }

  LedgerParts withBoot(String other) {
    return new LedgerParts(store, slotFile, slots, other, bookkeepers, alerts, clock, nanoTime);
  }
}
