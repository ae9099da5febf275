package dev.rung.server.budget;

import dev.rung.server.store.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Lines that are written together, and then accounts of which is read what was spent before. Filled
 * under the ledger's lock; not changed any more when it is applied.
 */
final class Work {
  private final List<LedgerLine> lines = new ArrayList<>();
  private final List<Integer> slots = new ArrayList<>();
  private final List<Account> accounts = new ArrayList<>();

  /** What was spent and booked of an account. */
  record Sums(long spent, long booked) {}

  void add(LedgerLine line) {
    lines.add(line);
  }

  /** A line whose slot is free when it is written. */
  void add(LedgerLine line, int slot) {
    lines.add(line);
    slots.add(slot);
  }

  void load(List<Account> fresh) {
    accounts.addAll(fresh);
  }

  /** Whether somebody waits for it. */
  boolean isUrgent() {
    return !accounts.isEmpty();
  }

  /** Those who wait for accounts to be read, who are no longer pending from now on. */
  List<CompletableFuture<Boolean>> takeWaiters() {
    List<CompletableFuture<Boolean>> waiters =
        accounts.stream().flatMap(account -> account.pending().stream()).toList();
    accounts.forEach(account -> account.pending(Optional.empty()));
    return waiters;
  }

  boolean isEmpty() {
    return lines.isEmpty() && accounts.isEmpty();
  }

  int size() {
    return lines.size();
  }

  List<Integer> slots() {
    return slots;
  }

  Map<Account, Sums> apply(Statements db, LedgerTables tables) throws SQLException {
    tables.book(db, lines);
    Map<Account, Sums> sums = new LinkedHashMap<>();
    for (Account account : accounts) {
      sums.put(
          account,
          new Sums(
              LedgerTables.spent(db, account.key(), account.span()),
              LedgerTables.booked(db, account.key(), account.span())));
    }
    return sums;
  }
}
