package dev.rung.server.budget;

import dev.rung.server.generate.Money;
import java.time.Instant;
import java.util.Optional;

/** Where one budget stands: its scope (such as "global/daily"), limit and what is used. */
public record BudgetLine(
    String scope, Money limit, Money committed, Money reserved, Optional<Instant> renews) {}
