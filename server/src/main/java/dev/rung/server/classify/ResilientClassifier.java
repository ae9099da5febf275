package dev.rung.server.classify;

import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Signal;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fail-safe of routing: whatever another classifier throws, the request is judged to be of the
 * default tier, {@link Classification#failed()} says so, and the failure is counted.
 *
 * <p>The one place where any RuntimeException is caught: a request is better served by tier 3 than
 * not at all. Logged once per class of exception, with that class alone: its message could hold
 * text of the prompt. Safe for several threads.
 */
public final class ResilientClassifier implements Classifier {
  private static final Logger LOG = LoggerFactory.getLogger(ResilientClassifier.class);

  private final Classifier inner;
  private final LongAdder failures = new LongAdder();
  private final Set<Class<?>> logged = ConcurrentHashMap.newKeySet();

  public ResilientClassifier(Classifier inner) {
    this.inner = inner;
  }

  @Override
  public Classification classify(Prompt prompt, Hints hints) {
    try {
      return inner.classify(prompt, hints);
    } catch (RuntimeException failure) {
      failures.increment();
      logOnce(failure.getClass());
      return failed(failure.getClass());
    }
  }

  /** How many requests could not be judged since the start. */
  public long failures() {
    return failures.sum();
  }

  private void logOnce(Class<?> failure) {
    if (logged.add(failure)) {
      LOG.atWarn()
          .addKeyValue("exception", failure.getName())
          .addKeyValue("tier", RuleClassifier.DEFAULT_TIER.label())
          .log("classification failed; the default tier serves");
    }
  }

  private static Classification failed(Class<?> failure) {
    return new Classification(
        RuleClassifier.DEFAULT_TIER,
        0.5,
        0,
        List.of(),
        OptionalDouble.empty(),
        false,
        true,
        List.of(new Signal("classification_failed", 0, failure.getSimpleName())),
        "judging the task failed: the default tier");
  }
}
