package dev.rung.server.evaluate;

import dev.rung.server.generate.Tier;

/**
 * What the daemon decided.
 *
 * @param tier that would be served
 * @param likeliest tier, before an unsure verdict went up by one
 * @param confidence 0 to 1, of the likeliest
 * @param rule what decided: a rule, a template or what steps in where no rule fires
 * @param answered whether a template answered it
 */
public record Prediction(
    Tier tier, Tier likeliest, double confidence, String rule, boolean answered) {

  /** The same as if no verdict ever went up. */
  Prediction beforeTheBump() {
    return new Prediction(likeliest, likeliest, confidence, rule, answered);
  }
}
