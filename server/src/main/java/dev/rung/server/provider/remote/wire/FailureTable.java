package dev.rung.server.provider.remote.wire;

import static java.util.Map.entry;

import dev.rung.server.provider.FailureKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an error means. Asked in this order: the provider's own codes, the codes that everybody
 * uses, the provider's own statuses, words in the message, the HTTP status.
 *
 * <p>The code comes before the status because the status alone cannot tell a rate limit, where
 * waiting helps, from an empty account, where it does not: both are 429.
 *
 * @param codes what this provider's codes and types mean, in lower case, where it differs
 * @param statuses what this provider's HTTP statuses mean, where it differs
 */
public record FailureTable(Map<String, FailureKind> codes, Map<Integer, FailureKind> statuses) {
  /** For a provider that does as everybody does. */
  public static final FailureTable COMMON = new FailureTable(Map.of(), Map.of());

  private static final int OK = 200;
  private static final int LAST_OF_CLIENT = 499;
  private static final int FIRST_OF_CLIENT = 400;

  private static final Map<String, FailureKind> COMMON_CODES =
      Map.ofEntries(
          entry("insufficient_quota", FailureKind.QUOTA_EXHAUSTED),
          entry("credit_balance_exhausted", FailureKind.QUOTA_EXHAUSTED),
          entry("billing_hard_limit_reached", FailureKind.QUOTA_EXHAUSTED),
          entry("billing_not_active", FailureKind.QUOTA_EXHAUSTED),
          entry("billing_error", FailureKind.QUOTA_EXHAUSTED),
          entry("enforced_spend_limit_reached", FailureKind.QUOTA_EXHAUSTED),
          entry("spend_limit_reached", FailureKind.QUOTA_EXHAUSTED),
          entry("insufficient_balance", FailureKind.QUOTA_EXHAUSTED),
          entry("quota_exceeded", FailureKind.QUOTA_EXHAUSTED),
          entry(ErrorDetails.PER_DAY, FailureKind.QUOTA_EXHAUSTED),
          entry(ErrorDetails.PER_MINUTE, FailureKind.RATE_LIMITED),
          entry("rate_limit_exceeded", FailureKind.RATE_LIMITED),
          entry("rate_limit_error", FailureKind.RATE_LIMITED),
          entry("rate_limited", FailureKind.RATE_LIMITED),
          entry("too_many_requests", FailureKind.RATE_LIMITED),
          entry("requests", FailureKind.RATE_LIMITED),
          entry("tokens", FailureKind.RATE_LIMITED),
          entry("context_length_exceeded", FailureKind.CONTEXT_TOO_LONG),
          entry("exceed_context_size_error", FailureKind.CONTEXT_TOO_LONG),
          entry("string_above_max_length", FailureKind.CONTEXT_TOO_LONG),
          entry("request_too_large", FailureKind.CONTEXT_TOO_LONG),
          entry("content_filter", FailureKind.CONTENT_FILTERED),
          entry("content_policy_violation", FailureKind.CONTENT_FILTERED),
          entry("responsibleaipolicyviolation", FailureKind.CONTENT_FILTERED),
          entry("invalid_api_key", FailureKind.AUTH),
          entry("api_key_invalid", FailureKind.AUTH),
          entry("invalid_authentication", FailureKind.AUTH),
          entry("authentication_error", FailureKind.AUTH),
          entry("permission_error", FailureKind.AUTH),
          entry("permission_denied", FailureKind.AUTH),
          entry("account_deactivated", FailureKind.AUTH),
          entry("overloaded", FailureKind.OVERLOADED),
          entry("overloaded_error", FailureKind.OVERLOADED),
          entry("engine_overloaded", FailureKind.OVERLOADED),
          entry("timeout", FailureKind.TIMEOUT),
          entry("timeout_error", FailureKind.TIMEOUT),
          entry("server_error", FailureKind.UNAVAILABLE),
          entry("internal_error", FailureKind.UNAVAILABLE),
          entry("internal_server_error", FailureKind.UNAVAILABLE),
          entry("api_error", FailureKind.UNAVAILABLE),
          entry("unavailable_error", FailureKind.UNAVAILABLE),
          entry("model_not_loaded", FailureKind.UNAVAILABLE),
          entry("model_not_found", FailureKind.INVALID_REQUEST),
          entry("not_found_error", FailureKind.INVALID_REQUEST),
          entry("unsupported_parameter", FailureKind.INVALID_REQUEST));

  private static final Map<Integer, FailureKind> COMMON_STATUSES =
      Map.ofEntries(
          entry(401, FailureKind.AUTH),
          entry(402, FailureKind.QUOTA_EXHAUSTED),
          entry(403, FailureKind.AUTH),
          entry(407, FailureKind.AUTH),
          entry(408, FailureKind.TIMEOUT),
          entry(409, FailureKind.UNAVAILABLE),
          entry(413, FailureKind.CONTEXT_TOO_LONG),
          entry(425, FailureKind.UNAVAILABLE),
          entry(429, FailureKind.RATE_LIMITED),
          entry(498, FailureKind.AUTH),
          entry(499, FailureKind.UNAVAILABLE),
          entry(503, FailureKind.OVERLOADED),
          entry(504, FailureKind.TIMEOUT),
          entry(524, FailureKind.TIMEOUT),
          entry(529, FailureKind.OVERLOADED));

  /** Words in a message that say more than its status, where the status is one of these. */
  private static final List<Words> WORDS =
      List.of(
          new Words(
              FailureKind.CONTEXT_TOO_LONG,
              Set.of(OK, 400, 413, 422, 500),
              List.of(
                  "maximum context length",
                  "context length exceeded",
                  "exceeds the available context size",
                  "exceeds the context length",
                  "exceeds the maximum context",
                  "context window",
                  "prompt is too long",
                  "input is too long",
                  "longer than the model's context",
                  "exceed context limit",
                  "longer than the maximum model length",
                  "exceeds the maximum allowed length",
                  "range of input length should be",
                  "exceeded model token limit",
                  "is loaded with context length of only",
                  "greater than the context length",
                  "cannot truncate prompt with n_keep",
                  "exceeds the maximum number of tokens",
                  "reduce the length of the messages")),
          new Words(
              FailureKind.QUOTA_EXHAUSTED,
              Set.of(OK, 400, 403, 412, 429),
              List.of(
                  "insufficient balance",
                  "insufficient credit",
                  "exceeded your current quota",
                  "credit balance",
                  "credits are depleted",
                  "balance exhausted",
                  "in arrears",
                  "spend limit",
                  "spending limit",
                  "api usage limits",
                  "billing details")),
          new Words(
              FailureKind.CONTENT_FILTERED, Set.of(OK, 400, 422), List.of("flagged as sensitive")),
          new Words(
              FailureKind.UNAVAILABLE,
              Set.of(OK, 400, 404, 500, 503),
              List.of("not loaded", "loading model", "model is loading")),
          new Words(
              FailureKind.OVERLOADED,
              Set.of(OK, 500, 502),
              List.of("overloaded", "server busy", "at capacity")));

  private record Words(FailureKind kind, Set<Integer> statuses, List<String> phrases) {
    boolean match(int status, String message) {
      return statuses.contains(status) && phrases.stream().anyMatch(message::contains);
    }
  }

  public FailureTable {
    codes = Map.copyOf(codes);
    statuses = Map.copyOf(statuses);
  }

  /**
   * The kind of failure.
   *
   * @param status of the response; 200 for an error that came in a body or stream that began well
   */
  FailureKind kindOf(int status, ErrorBody error) {
    String message = error.message().toLowerCase(Locale.ROOT);
    return byCode(codes, error)
        .or(() -> byCode(COMMON_CODES, error))
        .or(() -> Optional.ofNullable(statuses.get(status)))
        .or(() -> WORDS.stream().filter(w -> w.match(status, message)).findFirst().map(Words::kind))
        .orElseGet(() -> byStatus(status, error));
  }

  private static Optional<FailureKind> byCode(Map<String, FailureKind> table, ErrorBody error) {
    return Optional.ofNullable(table.get(error.reason().toLowerCase(Locale.ROOT)))
        .or(() -> Optional.ofNullable(table.get(error.code().toLowerCase(Locale.ROOT))))
        .or(() -> Optional.ofNullable(table.get(error.type().toLowerCase(Locale.ROOT))));
  }

  private static FailureKind byStatus(int status, ErrorBody error) {
    if (status == OK && error.codeAsStatus().isPresent()) {
      return byStatus(error.codeAsStatus().getAsInt(), error);
    }
    if (status == OK) {
      return error.type().equals("invalid_request_error")
          ? FailureKind.INVALID_REQUEST
          : FailureKind.UNAVAILABLE;
    }
    FailureKind known = COMMON_STATUSES.get(status);
    if (known != null) {
      return known;
    }
    if (status < FIRST_OF_CLIENT) {
      return FailureKind.BAD_RESPONSE;
    }
    return status <= LAST_OF_CLIENT ? FailureKind.INVALID_REQUEST : FailureKind.UNAVAILABLE;
  }
}
