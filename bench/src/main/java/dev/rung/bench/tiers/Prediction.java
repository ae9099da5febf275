package dev.rung.bench.tiers;

import dev.rung.server.generate.Tier;

/**
 * What the daemon decided.
 *
 * @param confidence 0 to 1
 * @param rule what decided: a rule, a template or what steps in where no rule fires
 * @param answered whether a template answered it
 */
record Prediction(Tier tier, double confidence, String rule, boolean answered) {}
