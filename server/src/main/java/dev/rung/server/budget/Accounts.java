package dev.rung.server.budget;

import dev.rung.server.budget.Period.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every budget that is set, each with the account of the hour, day or month that it is. Not safe
 * for threads: the ledger's lock guards it.
 *
 * <p>The clock that it is told goes back only where that is said: see {@link Books}.
 */
final class Accounts {
  private final Map<Scope, List<Account>> byScope = new HashMap<>();
  private final Map<BudgetKey, Limit> admin = new LinkedHashMap<>();
  private BudgetSettings settings;
  private Instant now;
  private Instant spentUntil = Instant.MAX;
  private long nextTurn = Long.MAX_VALUE;

  Accounts(BudgetSettings settings, Instant now) {
    this.settings = settings;
    this.now = now;
    List<Account> _ = rebuild(true);
  }

  /** From this instant on nothing is written as spent; before it is told, nothing is known. */
  void spentUntil(Instant end) {
    spentUntil = end;
  }

  /** Whether this is the account of its budget now, and not one of before. */
  boolean isCurrent(Account account) {
    return byScope.getOrDefault(account.key().scope(), List.of()).contains(account);
  }

  /** Whether any limit is set at all. */
  boolean isEmpty() {
    return byScope.isEmpty();
  }

  /** The limits in force: those set while the daemon ran outrank the configuration's. */
  private Map<BudgetKey, Limit> limits() {
    Map<BudgetKey, Limit> limits = new LinkedHashMap<>(settings.limits());
    limits.putAll(admin);
    return limits;
  }

  /**
   * Takes over other limits.
   *
   * @return accounts that there were none of; what was spent in them before is not known yet
   */
  List<Account> apply(BudgetSettings newSettings) {
    boolean sameTime = newSettings.zone().equals(settings.zone());
    settings = newSettings;
    List<Account> fresh = rebuild(sameTime);
    all().forEach(Account::lookAgain);
    return fresh;
  }

  /** Sets or takes away the limits that were set while the daemon ran. */
  List<Account> admin(BudgetKey key, Optional<Limit> limit) {
    limit.ifPresentOrElse(set -> admin.put(key, set), () -> admin.remove(key));
    List<Account> fresh = rebuild(true);
    account(key).ifPresent(Account::lookAgain);
    return fresh;
  }

  /** Takes over limits that were set in earlier runs; those set meanwhile are newer. */
  void kept(Map<BudgetKey, Limit> limits) {
    limits.forEach(admin::putIfAbsent);
    List<Account> _ = rebuild(true);
  }

  private List<Account> rebuild(boolean sameTime) {
    Map<BudgetKey, Account> old = new HashMap<>();
    if (sameTime) {
      all().forEach(account -> old.put(account.key(), account));
    }
    byScope.clear();
    List<Account> fresh = new ArrayList<>();
    limits()
        .forEach((key, limit) -> {
          Account known = old.get(key);
          if (known == null) {
            known = new Account(key, key.period().at(now, settings.zone()), limit, false);
            fresh.add(known);
          }
          known.limit(limit);
          byScope.computeIfAbsent(key.scope(), _ -> new ArrayList<>()).add(known);
        });
    lookForTurn();
    return fresh;
  }

  /**
   * Begins new accounts where an hour, day or month has turned.
   *
   * @return the new ones; of some it is not known yet what was spent in them before
   */
  List<Account> turn(Instant to) {
    now = to;
    if (now.toEpochMilli() < nextTurn) {
      return List.of();
    }
    List<Account> fresh = new ArrayList<>();
    for (List<Account> accounts : byScope.values()) {
      accounts.replaceAll(account -> turned(account, fresh));
    }
    lookForTurn();
    return fresh;
  }

  /**
   * Begins new accounts of the time that it is after all, where the clock was wrongly ahead.
   *
   * @return the new ones; what was spent in them before is not known yet
   */
  List<Account> setBack(Instant to) {
    now = to;
    // What was spent at the wrong time is of hours and days that may come yet.
    spentUntil = Instant.MAX;
    return rebuild(false);
  }

  private void lookForTurn() {
    nextTurn =
        byScope.values().stream()
            .flatMap(List::stream)
            .mapToLong(account -> account.span().endMillis())
            .min()
            .orElse(Long.MAX_VALUE);
  }

  private Account turned(Account account, List<Account> fresh) {
    if (now.toEpochMilli() < account.span().endMillis()) {
      return account;
    }
    BudgetKey key = account.key();
    Span span = key.period().at(now, settings.zone());
    // Time does not go back while the daemon runs, but an earlier run's clock may have been ahead.
    boolean unspent = !span.start().isBefore(spentUntil);
    Account next = new Account(key, span, account.limit(), unspent);
    fresh.add(next);
    return next;
  }

  /** Those that a spend counts in. */
  List<Account> of(Spend spend) {
    if (byScope.isEmpty()) {
      return List.of();
    }
    List<Account> accounts = new ArrayList<>(4);
    add(accounts, Scope.GLOBAL);
    add(accounts, Scope.tenant(spend.caller().tenant()));
    add(accounts, Scope.model(spend.model()));
    add(accounts, Scope.provider(spend.provider()));
    return accounts;
  }

  private void add(List<Account> accounts, Scope scope) {
    List<Account> found = byScope.get(scope);
    if (found != null) {
      accounts.addAll(found);
    }
  }

  /** All, in the order of the settings. */
  Stream<Account> all() {
    return limits().keySet().stream().flatMap(key -> account(key).stream());
  }

  /** Where every budget stands, in the order of the settings. */
  List<BudgetLine> lines() {
    return all().map(account -> account.line(settings.warningThreshold())).toList();
  }

  /** Where this one stands; empty where it has no limit. */
  Optional<BudgetLine> line(BudgetKey key) {
    return account(key).map(account -> account.line(settings.warningThreshold()));
  }

  /** Those of these that are to be warned of, each once. */
  List<BudgetLine> takeWarnings(List<Account> of) {
    List<BudgetLine> reached = new ArrayList<>(0);
    for (Account account : of) {
      if (account.takeWarning(settings.warningThreshold())) {
        reached.add(account.line(settings.warningThreshold()));
      }
    }
    return reached;
  }

  /**
   * Those of these that are to be warned of because of other limits, each once; of one of which it
   * is not known yet what was spent, when that is.
   */
  List<BudgetLine> takeWarningsOfLimits(Collection<Account> of) {
    return takeWarnings(
        of.stream().filter(account -> isCurrent(account) && account.takeLook()).toList());
  }

  private Optional<Account> account(BudgetKey key) {
    return byScope.getOrDefault(key.scope(), List.of()).stream()
        .filter(account -> account.key().equals(key))
        .findFirst();
  }

  /** Where those stand that concern this tenant. */
  BudgetState state(String tenant) {
    if (byScope.isEmpty()) {
      return BudgetState.UNLIMITED;
    }
    List<Account> concerning = new ArrayList<>(4);
    add(concerning, Scope.GLOBAL);
    add(concerning, Scope.tenant(tenant));
    return new Standing(settings)
        .of(concerning, tightest(Scope.Kind.MODEL), tightest(Scope.Kind.PROVIDER));
  }

  private Map<String, Headroom> tightest(Scope.Kind kind) {
    Map<String, Headroom> byName = new HashMap<>();
    byScope.forEach((scope, accounts) -> {
      if (scope.kind() == kind) {
        Standing.tightest(accounts).ifPresent(headroom -> byName.put(scope.name(), headroom));
      }
    });
    return byName;
  }
}
