package dev.rung.server.classify;

import dev.rung.server.generate.Signal;
import dev.rung.server.generate.Tier;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How hard a task is.
 *
 * @param tier after the bump, tiers 0 to 4
 * @param score 0 (trivial) to 1 (breakthrough)
 * @param confidence 0 to 1
 * @param tierProbabilities of tiers 0 to 4; empty where no classifier spoke
 * @param gain expected gain in quality from a stronger model, 0 to 1
 * @param bumped the classifier was unsure and the tier went up by one
 * @param failed judging itself failed and the tier is the default one
 * @param reason in a sentence: the rule that fired, or why none did
 */
public record Classification(
    Tier tier,
    double score,
    double confidence,
    List<Double> tierProbabilities,
    OptionalDouble gain,
    boolean bumped,
    boolean failed,
    List<Signal> signals,
    String reason) {
  public Classification {
    tierProbabilities = List.copyOf(tierProbabilities);
    signals = List.copyOf(signals);
  }
}
