package dev.rung.server.budget;

import dev.rung.server.store.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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

  /** When the oldest attempt of its lines began. */
  Optional<Instant> oldest() {
    return lines.stream().map(LedgerLine::at).min(Comparator.naturalOrder());
  }

  /** Gives what was spent before, in nano-dollars. */
  Map<Account, Long> apply(Statements db, LineTable table) throws SQLException {
    table.book(db, lines);
    Map<Account, Long> spent = new LinkedHashMap<>();
    for (Account account : accounts) {
      spent.put(account, SpentTable.spent(db, account.key(), account.span()));
    }
    return spent;
  }
}
