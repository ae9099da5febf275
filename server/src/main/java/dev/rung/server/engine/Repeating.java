package dev.rung.server.engine;

import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.guard.Retries;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.select.Planned;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether a candidate is asked once more after it gave no answer.
 *
 * <p>A failed call is repeated before a tier is left, not while another model of the tier has not
 * been asked: that one costs no wait. A last resort, of which little is hoped, is asked once.
 */
record Repeating(Retries retries, GenerateRequest request, Candidates candidates) {

  /**
   * The wait before the candidate is asked once more; absent where it is not.
   *
   * @param made how often it was asked once more before
   */
  Optional<Duration> wait(Tried.End end, int candidate, int made) {
    return switch (end) {
      case Tried.End.Failed(var cause, var _) -> afterFailure(cause, candidate, made);
      case Tried.End.Unfit _ -> afterMiss(candidate, made);
      case Tried.End.Answered _,
          Tried.End.Hindered _,
          Tried.End.Gone _,
          Tried.End.Outrun _,
          Tried.End.PassedOver _,
          Tried.End.OverBudget _,
          Tried.End.Unwritten _,
          Tried.End.OverCostLimit _,
          Tried.End.NoProvider _ ->
          Optional.empty();
    };
  }

  private Optional<Duration> afterFailure(ProviderException cause, int candidate, int made) {
    return leavesTier(candidate) && !candidates.get(candidate).lastResort()
        ? retries.next(made, cause, request.deadline().remaining())
        : Optional.empty();
  }

  /** A wait would not make the next answer another one. */
  private Optional<Duration> afterMiss(int candidate, int made) {
    return leavesTier(candidate) && retries.again(made)
        ? Optional.of(Duration.ZERO)
        : Optional.empty();
  }

  private boolean leavesTier(int candidate) {
    List<Planned> others = candidates.after(candidate);
    return others.isEmpty()
        || candidates.get(candidate).model().tier() != others.getFirst().model().tier();
  }
}
