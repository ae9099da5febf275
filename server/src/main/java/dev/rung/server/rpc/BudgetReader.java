package dev.rung.server.rpc;

import dev.rung.server.budget.BudgetKey;
import dev.rung.server.budget.Limit;
import dev.rung.server.budget.Scope;
import dev.rung.server.call.Unanswered;
import dev.rung.server.call.Violation;
import dev.rung.server.call.Violations;
import dev.rung.server.engine.NearestNames;
import dev.rung.server.engine.Operations;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Money;
import dev.rung.server.provider.ProviderKind;
import dev.rung.v1.PutBudgetRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An order for a budget, as the contract spells it.
 *
 * @param operations knows whom a limit can be for
 */
record BudgetReader(PutBudgetRequest request, Operations operations) {
  private static final String SCOPE_RULE =
      "must be WHOSE/PERIOD, of global, tenant:NAME, model:NAME or provider:NAME, and hourly,"
          + " daily, monthly or total";
  private static final long MOST_NANOS = Limit.MOST_USD * 1_000_000_000;

  /** The budget that is meant, or what is wrong with the order. */
  sealed interface Order {
    /**
     * A limit to be set or taken away.
     *
     * @param limit empty to take it away
     */
    record Put(BudgetKey key, Optional<Limit> limit) implements Order {}

    record Wrong(Unanswered.Invalid why) implements Order {}
  }

  Order order() {
    Violations wrong = new Violations(Long.MAX_VALUE);
    wrong.name("scope", request.getScope());
    Optional<BudgetKey> key = BudgetKey.parse(request.getScope());
    wrong.check(key.isPresent(), "scope", SCOPE_RULE);
    key.map(BudgetKey::scope)
        .filter(_ -> !request.getRemove())
        .filter(scope -> !isTold(scope) && !hasLimit(scope))
        .flatMap(this::stranger)
        .ifPresent(rule -> wrong.add("scope", rule));
    boolean inRange = request.getLimitNanos() >= 0 && request.getLimitNanos() <= MOST_NANOS;
    wrong.check(inRange, "limit_nanos", "must be 0 to " + MOST_NANOS);
    if (key.isEmpty() || !wrong.isEmpty()) {
      List<Violation> found = wrong.found();
      return new Order.Wrong(new Unanswered.Invalid(found));
    }
    return new Order.Put(key.get(), limit());
  }

  /** Whether the caller says that nobody of the name has to be here. */
  private boolean isTold(Scope scope) {
    return request.getAbsent() && scope.kind() != Scope.Kind.TENANT;
  }

  private boolean hasLimit(Scope scope) {
    return operations.budgets().stream().anyMatch(line -> line.scope().startsWith(scope + "/"));
  }

  /** Under a name that nobody has, a limit would limit nothing; it may be left from before. */
  private Optional<String> stranger(Scope scope) {
    if (scope.kind() == Scope.Kind.TENANT && !Caller.isTenant(scope.name())) {
      return Optional.of("names no tenant: a name must be " + Caller.TENANT_RULE);
    }
    String whose = scope.kind().name().toLowerCase(Locale.ROOT);
    List<String> known =
        switch (scope.kind()) {
          case GLOBAL, TENANT -> List.of(scope.name());
          case MODEL -> operations.models().stream().map(state -> state.model().name()).toList();
          case PROVIDER -> providers();
        };
    if (known.contains(scope.name())) {
      return Optional.empty();
    }
    String nearest = String.join(", ", NearestNames.of(scope.name(), known));
    return Optional.of(
        "names no "
            + whose
            + " that is here"
            + (nearest.isEmpty() ? "" : "; nearest: " + nearest)
            + "; for one that is not here now, say absent");
  }

  /** Those that are here, and every kind, which models may come to be of: as settings take them. */
  private List<String> providers() {
    Stream<String> here = operations.providers().stream().map(report -> report.settings().name());
    Stream<String> kinds = Arrays.stream(ProviderKind.values()).map(ProviderKind::label);
    return Stream.concat(here, kinds).distinct().toList();
  }

  private Optional<Limit> limit() {
    return request.getRemove()
        ? Optional.empty()
        : Optional.of(
            new Limit(new Money(request.getLimitNanos()), !request.getSoft(), Limit.Origin.ADMIN));
  }
}
