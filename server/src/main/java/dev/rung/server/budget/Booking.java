package dev.rung.server.budget;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.rung.server.store.Store;
import dev.rung.server.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Books slices of budgets on the disk, ahead of those who spend them where that is possible. What
 * it keeps is guarded by the ledger's lock, but for what the store calls back, which takes it.
 */
final class Booking {
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final Object lock;
  private final Store store;
  private final LongSupplier nanoTime;
  private final Supplier<Instant> oldest;
  private final Predicate<Account> current;
  private Set<BudgetKey> budgets = Set.of();
  private long changes;
  private boolean known = true;

  /**
   * @param oldest when the oldest attempt began that may not be written; asked under the lock
   * @param current whether this is the account of its budget now; asked under the lock. One that
   *     has ended is booked no more: its place on the disk is that of the one that came after it,
   *     and no later run asks what was spent of it.
   */
  Booking(
      Object lock,
      Store store,
      LongSupplier nanoTime,
      Supplier<Instant> oldest,
      Predicate<Account> current) {
    this.lock = lock;
    this.store = store;
    this.nanoTime = nanoTime;
    this.oldest = oldest;
    this.current = current;
  }

  /**
   * Other limits hold from now on. Nothing more is handed out before the disk knows of which
   * budgets: after an outage, what is left of one that is gone must not bound what was spent. All
   * are booked anew, so that no more counts as spent then than the new limits let be handed out.
   */
  void limitsChanged(List<Account> all) {
    budgets = all.stream().filter(Account::isHard).map(Account::key).collect(toUnmodifiableSet());
    changes++;
    known = false;
    all.forEach(Account::forgetBooked);
    for (Account account : all) {
      if (account.isBookable()) {
        CompletableFuture<Boolean> _ = book(account, 0);
      }
    }
  }

  /** What a look at the accounts came to: the answer, or something to wait for. */
  record Step(Optional<Grant> answer, List<CompletableFuture<Boolean>> waits) {
    static Step done(Grant grant) {
      return new Step(Optional.of(grant), List.of());
    }
  }

  /** Looks until there is an answer; waits for the disk in between, without the lock. */
  Grant untilBooked(Supplier<Step> look) {
    long end = 0;
    while (true) {
      Step step = look.get();
      if (step.answer.isPresent()) {
        return step.answer.get();
      }
      end = end == 0 ? nanoTime.getAsLong() + LONGEST.toNanos() : end;
      for (CompletableFuture<Boolean> wait : step.waits) {
        Optional<String> why = failure(wait, end - nanoTime.getAsLong());
        if (why.isPresent()) {
          return new Grant.Unwritable(why.get());
        }
      }
    }
  }

  private static Optional<String> failure(CompletableFuture<Boolean> wait, long nanos) {
    try {
      wait.get(nanos, TimeUnit.NANOSECONDS);
      return Optional.empty();
    } catch (TimeoutException slow) {
      return Optional.of("the ledger's disk is too slow: nothing was booked in time");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.of("the wait for the ledger was ended");
    } catch (ExecutionException failed) {
      return Optional.of(StoreFaults.text(StoreFaults.of(Optional.of(failed))));
    }
  }

  /**
   * What keeps so much more from being reserved in these accounts: a refusal, or a wait for the
   * disk; empty where nothing does.
   */
  Optional<Step> step(List<Account> accounts, long nanos) {
    for (Account account : accounts) {
      if (account.isLoaded() && !account.hasRoom(nanos)) {
        return Optional.of(Step.done(new Grant.Refused(account.headroom())));
      }
    }
    List<CompletableFuture<Boolean>> waits = new ArrayList<>(0);
    for (Account account : accounts) {
      if (nanos > 0 && account.isHard() && !isReady(account, nanos)) {
        waits.add(account.pending().orElseGet(() -> book(account, nanos)));
      }
    }
    return waits.isEmpty() ? Optional.empty() : Optional.of(new Step(Optional.empty(), waits));
  }

  private boolean isReady(Account account, long nanos) {
    return account.isLoaded() && (account.isBooked(nanos) || !current.test(account));
  }

  /** Books more of what runs low, so that nobody has to wait for it. */
  void topUp(List<Account> accounts) {
    for (Account account : accounts) {
      if (account.runsLow() && current.test(account)) {
        CompletableFuture<Boolean> _ = book(account, 0);
      }
    }
  }

  private CompletableFuture<Boolean> book(Account account, long nanos) {
    long wanted = account.wanted(nanos, nanoTime.getAsLong());
    CompletableFuture<Boolean> booked = new CompletableFuture<>();
    account.pending(Optional.of(booked));
    Set<BudgetKey> among = budgets;
    boolean forget = !known;
    long asOf = changes;
    Instant since = oldest.get();
    CompletableFuture<Void> _ =
        store
            .changeNow(db -> {
              if (forget) {
                BookedTable.forgetOthers(db, among);
              }
              BookedTable.book(db, account.key(), account.span(), wanted);
              BookedTable.oldest(db, since);
              return wanted;
            })
            .handle((done, failure) -> {
              ended(account, asOf, booked, Optional.ofNullable(done), Optional.ofNullable(failure));
              return null;
            });
    return booked;
  }

  private void ended(
      Account account,
      long asOf,
      CompletableFuture<Boolean> waiter,
      Optional<Long> booked,
      Optional<Throwable> failure) {
    synchronized (lock) {
      account.pending(Optional.empty());
      // What was booked before limits changed may not be all that the disk has to know.
      if (booked.isPresent() && asOf == changes) {
        known = true;
        account.booked(booked.get());
      }
      if (asOf != changes && account.isBookable() && current.test(account)) {
        CompletableFuture<Boolean> _ = book(account, 0);
      }
    }
    if (booked.isPresent()) {
      waiter.complete(true);
    } else {
      StoreException why = StoreFaults.of(failure);
      waiter.completeExceptionally(why);
    }
  }
}
