package dev.rung.server.engine;

import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Refusal.Reason;
import dev.rung.server.guard.Hindrance;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the failures of a whole chain into the one thing that the caller is told. */
final class ChainFailure {
  private ChainFailure() {}

  /**
   * What the caller is told.
   *
   * @param untilTrial until one of the models that fail often will be tried out; absent where none
   *     was asked
   */
  static Refusal refusal(
      GenerateRequest request, List<Tried> tries, Optional<Duration> untilTrial) {
    if (request.deadline().isPast()) {
      return Refusals.deadline(tries.isEmpty() ? "" : " (" + tried(tries) + ")");
    }
    List<ProviderException> failures = failures(tries);
    if (failures.isEmpty()) {
      return notCalled(tries);
    }
    return new Refusal(
        reason(failures),
        message(failures, tries),
        Optional.empty(),
        retryAfter(failures, untilTrial),
        Optional.empty(),
        List.of());
  }

  private static List<ProviderException> failures(List<Tried> tries) {
    return tries.stream().map(Tried::end).flatMap(end -> cause(end).stream()).toList();
  }

  private static Optional<ProviderException> cause(Tried.End end) {
    return switch (end) {
      case Tried.End.Failed(var cause, var _) -> Optional.of(cause);
      case Tried.End.Unfit(var cause) -> Optional.of(cause);
      case Tried.End.Answered _,
          Tried.End.Gone _,
          Tried.End.Outrun _,
          Tried.End.PassedOver _,
          Tried.End.OverBudget _,
          Tried.End.Unwritten _,
          Tried.End.OverCostLimit _,
          Tried.End.Hindered _,
          Tried.End.NoProvider _ ->
          Optional.empty();
    };
  }

  private static List<Hindrance> hindrances(List<Tried> tries) {
    return tries.stream()
        .map(Tried::end)
        .filter(Tried.End.Hindered.class::isInstance)
        .map(end -> ((Tried.End.Hindered) end).hindrance())
        .toList();
  }

  /**
   * Nobody was called, and so nothing was spent: budgets, the guard or missing providers kept each
   * candidate from it.
   */
  private static Refusal notCalled(List<Tried> tries) {
    for (Tried tried : tries) {
      if (tried.end() instanceof Tried.End.OverBudget over) {
        return Refusals.budget(over.quota());
      }
    }
    for (Tried tried : tries) {
      if (tried.end() instanceof Tried.End.Unwritten(var why)) {
        return Refusals.unwritten(why);
      }
    }
    List<Hindrance> hindrances = hindrances(tries);
    return hindrances.isEmpty()
        ? Refusals.noProvider(tried(tries))
        : Refusals.hindered(hindrances, tried(tries));
  }

  /** What all failures have in common; otherwise that providers failed. */
  private static Reason reason(List<ProviderException> failures) {
    FailureKind first = failures.getFirst().kind();
    if (failures.stream().anyMatch(failure -> failure.kind() != first)) {
      return Reason.PROVIDERS_FAILED;
    }
    return switch (first) {
      case RATE_LIMITED -> Reason.RATE_LIMITED;
      case OVERLOADED -> Reason.OVERLOADED;
      case CONTEXT_TOO_LONG -> Reason.CONTEXT_TOO_LONG;
      case CONTENT_FILTERED -> Reason.CONTENT_FILTERED;
      case INVALID_REQUEST -> Reason.INVALID_REQUEST;
      case TIMEOUT, QUOTA_EXHAUSTED, UNAVAILABLE, BAD_RESPONSE, AUTH -> Reason.PROVIDERS_FAILED;
    };
  }

  private static String message(List<ProviderException> failures, List<Tried> tries) {
    boolean keys = failures.stream().allMatch(f -> f.kind() == FailureKind.AUTH);
    return (keys ? "No provider accepts its key: correct it. " : "No model could answer. ")
        + tried(tries);
  }

  private static String tried(List<Tried> tries) {
    return tries.stream()
        .map(tried -> tried.planned().model().name() + ": " + tried.error().orElse("answered"))
        .collect(Collectors.joining("; "));
  }

  /** The shortest wait that a provider asked for, or until a model will be tried out. */
  private static Optional<Duration> retryAfter(
      List<ProviderException> failures, Optional<Duration> untilTrial) {
    return Stream.concat(
            failures.stream().flatMap(failure -> failure.retryAfter().stream()),
            untilTrial.stream())
        .min(Comparator.naturalOrder());
  }
}
