package dev.rung.server.select;

import dev.rung.server.generate.Candidate;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Reduction;
import dev.rung.server.provider.Model;
import java.time.Duration;
import java.util.Optional;

/**
 * A model that may be asked, and on what terms.
 *
 * @param candidate the same as the decision shows it
 * @param maxTokens output tokens that window, model, caller and cost limit leave
 * @param cutByCost whether the cost limit is what holds {@code maxTokens} down
 * @param reduction what would have to be left out of the prompt, where it is too long
 * @param bound the most that one attempt can cost
 * @param lastResort whether it is asked although its circuit breaker is open
 * @param needs time that it has needed of late for such an answer; absent until measured
 */
public record Planned(
    Model model,
    Candidate candidate,
    int maxTokens,
    boolean cutByCost,
    Optional<Reduction> reduction,
    Money bound,
    boolean lastResort,
    Optional<Duration> needs) {

  /** The same, asked although its circuit breaker is open. */
  public Planned asLastResort() {
    return new Planned(model, candidate, maxTokens, cutByCost, reduction, bound, true, needs);
  }
}
