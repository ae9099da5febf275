package dev.rung.server.engine;

import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Reach;
import dev.rung.server.provider.Roster;
import dev.rung.server.select.Planned;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which candidates are passed over as things stand when it is their turn: those whose window is no
 * larger than one that was too small, and, while another one may still do, those at an address that
 * could not be reached and those that would need longer than is left.
 */
record Passing(GenerateRequest request, Candidates candidates) {
  private static final long MILLIS = 1_000;

  /** Why it is passed over; absent where it is asked. */
  Optional<String> why(int candidate, List<Tried> tries, Roster roster) {
    if (candidate == 0) {
      return Optional.empty();
    }
    Planned planned = candidates.get(candidate);
    if (isTooSmall(planned, tries)) {
      int window = planned.model().contextWindow();
      return Optional.of(
          "its window of " + window + " tokens is no larger than one that was short");
    }
    Optional<String> unreachable = unreachable(planned.model(), tries, roster);
    List<Planned> others = candidates.after(candidate);
    if (unreachable.isPresent() && !others.isEmpty()) {
      return unreachable;
    }
    Duration left = request.deadline().remaining();
    boolean othersMayDo = others.stream().anyMatch(other -> fits(other, left));
    return planned
        .needs()
        .filter(_ -> othersMayDo && !fits(planned, left))
        .map(needs ->
            "needs about " + seconds(needs) + " s, and " + seconds(left) + " s are left for it");
  }

  /** A model's own fault says nothing of others; that nobody answers at its address does. */
  private static Optional<String> unreachable(Model model, List<Tried> tries, Roster roster) {
    Optional<String> address = roster.address(model);
    return tries.stream()
        .filter(tried ->
            tried.end() instanceof Tried.End.Failed(var cause, var _) && cause.isUnreachable())
        .map(tried -> tried.planned().model())
        .filter(other -> address.isPresent() && address.equals(roster.address(other)))
        .findFirst()
        .map(other -> "its address " + address.get() + " could not be reached for " + other.name());
  }

  /** A model in this process shortens what does not fit. */
  private static boolean isTooSmall(Planned planned, List<Tried> tries) {
    return planned.model().reach() != Reach.IN_PROCESS
        && tries.stream()
            .filter(Passing::wasTooLong)
            .anyMatch(tried ->
                planned.model().contextWindow() <= tried.planned().model().contextWindow());
  }

  private static boolean wasTooLong(Tried tried) {
    return tried.end() instanceof Tried.End.Failed(var cause, var _)
        && cause.kind() == FailureKind.CONTEXT_TOO_LONG;
  }

  private static boolean fits(Planned planned, Duration left) {
    return planned.needs().map(needs -> needs.compareTo(left) <= 0).orElse(true);
  }

  private static long seconds(Duration duration) {
    return Math.ceilDiv(duration.toMillis(), MILLIS);
  }
}
