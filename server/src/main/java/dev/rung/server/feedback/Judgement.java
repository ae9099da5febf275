package dev.rung.server.feedback;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import java.time.Duration;
import java.util.Optional;

/** What came of a verdict. */
public sealed interface Judgement {

  /**
   * It was taken.
   *
   * @param model who had answered; absent where a template or the cache did
   * @param cost of the answer
   * @param repeated whether the same verdict was there before
   * @param standing the model's after it, by the tenant's own verdicts; {@link Standing#NONE}
   *     without a model
   * @param everybodys the model's by the verdicts of everybody
   */
  record Taken(
      Optional<String> model,
      Tier tier,
      Money cost,
      boolean repeated,
      Standing standing,
      Standing everybodys)
      implements Judgement {}

  /**
   * The tenant has no such answer, or has it no more.
   *
   * @param keep how long answers are remembered
   */
  record Unknown(Duration keep) implements Judgement {}
}
