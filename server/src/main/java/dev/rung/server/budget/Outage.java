package dev.rung.server.budget;

import dev.rung.server.budget.Period.Span;
import dev.rung.server.generate.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What has to count as spent when the machine went down: no more than what must, so that every
 * budget counts at least what can have been spent of it.
 *
 * <p>Every grant needed room in each booked budget that it counts in. What of a scope was granted
 * from an instant on is therefore no more than the least that is left of those of its budgets, and
 * of everybody's, whose span had begun by then. Nothing that is not written was granted before
 * {@code oldest}. So each scope has one line at the beginning of its shortest span, and one more
 * where a longer span can have lost more.
 *
 * @param left what of each budget was booked and not written
 * @param oldest when the oldest attempt began that may not be written
 */
record Outage(List<Left> left, Instant oldest) {
  Outage {
    left = List.copyOf(left);
  }

  /** What is left of what was booked of one budget. */
  record Left(BudgetKey budget, Span span, long nanos) {}

  List<Unaccounted> lines() {
    Set<Scope> scopes = new LinkedHashSet<>();
    left.forEach(one -> scopes.add(one.budget.scope()));
    List<Unaccounted> lines = new ArrayList<>();
    scopes.forEach(scope -> lines.addAll(lines(scope)));
    if (!scopes.contains(Scope.GLOBAL)) {
      lines.addAll(everybodys(lines));
    }
    return lines;
  }

  private List<Unaccounted> lines(Scope scope) {
    List<Instant> beginnings =
        left.stream()
            .filter(one -> one.budget.scope().equals(scope) && isOpen(one.span))
            .map(one -> later(one.span.start()))
            .distinct()
            .sorted(Comparator.reverseOrder())
            .toList();
    List<Unaccounted> lines = new ArrayList<>();
    long counted = 0;
    for (Instant beginning : beginnings) {
      long most = most(scope, beginning);
      if (most > counted) {
        lines.add(new Unaccounted(scope, beginning, new Money(most - counted)));
        counted = most;
      }
    }
    return lines;
  }

  private boolean isOpen(Span span) {
    return span.end().map(oldest::isBefore).orElse(true);
  }

  private Instant later(Instant start) {
    return start.isAfter(oldest) ? start : oldest;
  }

  /** What can have been granted from then on. */
  private long most(Scope scope, Instant from) {
    return left.stream()
        .filter(one -> one.budget.scope().equals(scope) || one.budget.scope().equals(Scope.GLOBAL))
        .filter(one -> isOpen(one.span) && !later(one.span.start()).isAfter(from))
        .mapToLong(one -> Math.max(0, one.nanos))
        .min()
        .orElse(0);
  }

  /** Where everybody has no budget: the tenants', models' or providers', whose sum is largest. */
  private static List<Unaccounted> everybodys(List<Unaccounted> lines) {
    Optional<Scope.Kind> largest =
        lines.stream()
            .map(line -> line.scope().kind())
            .distinct()
            .max(Comparator.comparingLong(kind -> sum(lines, kind)));
    return lines.stream()
        .filter(line -> largest.filter(line.scope().kind()::equals).isPresent())
        .map(line -> new Unaccounted(Scope.GLOBAL, line.at(), line.cost()))
        .toList();
  }

  private static long sum(List<Unaccounted> lines, Scope.Kind kind) {
    return lines.stream()
        .filter(line -> line.scope().kind() == kind)
        .mapToLong(line -> line.cost().nanos())
        .sum();
  }
}
