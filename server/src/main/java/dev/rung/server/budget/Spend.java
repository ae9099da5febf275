package dev.rung.server.budget;

import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Money;

/** Money that an attempt may need: who for, at which model, and a bound on how much. */
public record Spend(Caller caller, String model, String provider, Money estimate) {}
