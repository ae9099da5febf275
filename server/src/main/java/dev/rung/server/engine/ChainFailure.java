package dev.rung.server.engine;

import dev.rung.server.generate.Caller;
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
  private static final String ANOTHER_TIME =
      "No model could answer: try again later, or let other models answer.";

  private static final String NOT_THERE =
      "No provider has what it was asked for: correct model_id or base_url.";

  /** Where nobody says how long. */
  private static final Duration USUAL_WAIT = Duration.ofSeconds(1);

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
      return notCalled(request.caller(), tries);
    }
    List<Hindrance> hindrances = hindrances(tries);
    Optional<FailureKind> common = common(failures, hindrances);
    if (common.isPresent() && failures.stream().allMatch(ProviderException::isNotThere)) {
      return refusal(Reason.PROVIDERS_FAILED, NOT_THERE, tries, Optional.empty());
    }
    Optional<Duration> wait = retryAfter(failures, hindrances, untilTrial);
    Reason reason = common.map(ChainFailure::reason).orElse(Reason.PROVIDERS_FAILED);
    String advice = common.map(ChainFailure::advice).orElse(ANOTHER_TIME);
    return refusal(reason, advice, tries, wait.or(() -> usualWait(reason)));
  }

  private static Refusal refusal(
      Reason reason, String advice, List<Tried> tries, Optional<Duration> wait) {
    return new Refusal(
        reason, advice + " " + tried(tries), Optional.empty(), wait, Optional.empty(), List.of());
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
   * candidate from it. What only takes time is told first, since who waits needs nothing else.
   */
  private static Refusal notCalled(Caller caller, List<Tried> tries) {
    List<Hindrance> hindrances = hindrances(tries);
    if (!hindrances.isEmpty()) {
      return Refusals.hindered(hindrances, tried(tries));
    }
    for (Tried tried : tries) {
      if (tried.end() instanceof Tried.End.OverBudget over) {
        return Refusals.budget(over.headroom().toldTo(caller));
      }
    }
    for (Tried tried : tries) {
      if (tried.end() instanceof Tried.End.Unwritten(var why)) {
        return Refusals.unwritten(why);
      }
    }
    return Refusals.noProvider(tried(tries));
  }

  /**
   * What all failures have in common; absent where they differ, and where the fault of some is told
   * of all although others, who may do better, were only not to be called now.
   */
  private static Optional<FailureKind> common(
      List<ProviderException> failures, List<Hindrance> hindrances) {
    return Optional.of(failures.getFirst().kind())
        .filter(kind -> failures.stream().allMatch(failure -> failure.kind() == kind))
        .filter(kind -> hindrances.stream().allMatch(hindrance -> isOfOne(kind, hindrance)));
  }

  /**
   * Whether a model was not called for what others failed by, or for what passes as theirs does.
   */
  private static boolean isOfOne(FailureKind kind, Hindrance hindrance) {
    return switch (kind) {
      case RATE_LIMITED, OVERLOADED -> true;
      case AUTH -> hindrance.kind() == Hindrance.Kind.KEY;
      case QUOTA_EXHAUSTED -> hindrance.kind() == Hindrance.Kind.QUOTA;
      case TIMEOUT,
          UNAVAILABLE,
          BAD_RESPONSE,
          CONTEXT_TOO_LONG,
          CONTENT_FILTERED,
          INVALID_REQUEST ->
          false;
    };
  }

  private static Reason reason(FailureKind common) {
    return switch (common) {
      case RATE_LIMITED -> Reason.RATE_LIMITED;
      case OVERLOADED -> Reason.OVERLOADED;
      case CONTEXT_TOO_LONG -> Reason.CONTEXT_TOO_LONG;
      case CONTENT_FILTERED -> Reason.CONTENT_FILTERED;
      case INVALID_REQUEST -> Reason.INVALID_REQUEST;
      case TIMEOUT, QUOTA_EXHAUSTED, UNAVAILABLE, BAD_RESPONSE, AUTH -> Reason.PROVIDERS_FAILED;
    };
  }

  /** What to do; the first thing said, since long texts are cut at their end. */
  private static String advice(FailureKind common) {
    return switch (common) {
      case AUTH -> "No provider accepts its key: correct it.";
      case QUOTA_EXHAUSTED -> "No account has credit left: top one up, or add another provider.";
      case RATE_LIMITED -> "Every able model is at its limit: try again later.";
      case OVERLOADED -> "Every able model has too much to do: try again later.";
      case CONTEXT_TOO_LONG -> "No window is large enough: shorten the prompt.";
      case CONTENT_FILTERED -> "A provider's filter refuses it: change the prompt.";
      case INVALID_REQUEST -> "A provider refuses the request as it is: change it.";
      case TIMEOUT, UNAVAILABLE, BAD_RESPONSE -> ANOTHER_TIME;
    };
  }

  private static String tried(List<Tried> tries) {
    return tries.stream()
        .map(tried -> tried.planned().model().name() + ": " + tried.error().orElse("answered"))
        .collect(Collectors.joining("; "));
  }

  /** Callers that have to wait are always told for how long. */
  private static Optional<Duration> usualWait(Reason reason) {
    return reason == Reason.RATE_LIMITED || reason == Reason.OVERLOADED
        ? Optional.of(USUAL_WAIT)
        : Optional.empty();
  }

  /** The shortest wait that somebody asked for, or until a model will be tried out. */
  private static Optional<Duration> retryAfter(
      List<ProviderException> failures, List<Hindrance> hindrances, Optional<Duration> untilTrial) {
    return Stream.of(
            failures.stream().flatMap(failure -> failure.retryAfter().stream()),
            hindrances.stream().map(Hindrance::left),
            untilTrial.stream())
        .flatMap(waits -> waits)
        .min(Comparator.naturalOrder());
  }
}
