package dev.rung.classifier;

/**
 * A trained judge of difficulty. Asked only where no rule fires.
 *
 * <p>Threads: safe for several. Answers within microseconds and never blocks; a failure is a
 * RuntimeException, which the caller turns into the default tier.
 */
@FunctionalInterface
public interface TierModel {
  TierVerdict judge(TaskFeatures task);
}
