package dev.rung.server.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a request got no (whole) answer.
 *
 * @param message what happened and what to change; no text of prompt, answer or key
 * @param field the request's field at fault, as the contract spells it
 * @param retryAfter how long to wait, where waiting helps
 * @param quota the budget that is used up
 * @param nearest names close to an unknown one
 */
public record Refusal(
    Reason reason,
    String message,
    Optional<String> field,
    Optional<Duration> retryAfter,
    Optional<Quota> quota,
    List<String> nearest) {

  /** The kind of refusal; what a program decides by. */
  public enum Reason {
    INVALID_REQUEST,
    NOT_ALLOWED,
    UNKNOWN_MODEL,
    MODEL_UNABLE,
    CACHE_MISS,
    BUDGET_EXCEEDED,
    COST_LIMIT,
    /** What costs money cannot be written down now. */
    LEDGER_UNAVAILABLE,
    RATE_LIMITED,
    OVERLOADED,
    NO_MODEL,
    PROVIDERS_FAILED,
    CONTENT_FILTERED,
    CONTEXT_TOO_LONG,
    DEADLINE,
    SHUTTING_DOWN,
    INTERNAL
  }

  /**
   * A budget that has no room.
   *
   * @param scope such as "global/daily" or "tenant:acme/monthly"
   * @param left absent where it would tell the caller what others spent
   * @param renews when it begins anew; absent for a total
   */
  public record Quota(String scope, Optional<Money> left, Optional<Instant> renews) {}

  public Refusal {
    nearest = List.copyOf(nearest);
  }

  public static Refusal of(Reason reason, String message) {
    return new Refusal(
        reason, message, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }
}
